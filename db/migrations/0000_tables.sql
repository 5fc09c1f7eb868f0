CREATE TABLE "auth_account" (
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "auth_account_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"email_verified" timestamp with time zone,
	"image" text,
	CONSTRAINT "auth_user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth_verification_token" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "auth_verification_token_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"business_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"mode" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"revoked_at" timestamp(6) with time zone,
	CONSTRAINT "api_key_business_id_key_id_pk" PRIMARY KEY("business_id","key_id"),
	CONSTRAINT "api_key_business_id_key_hash_unique" UNIQUE("business_id","key_hash")
);
--> statement-breakpoint
CREATE TABLE "business" (
	"business_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"mode" text NOT NULL,
	"twin_id" uuid,
	"clock_offset" interval DEFAULT '0' NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "business_business_id_pk" PRIMARY KEY("business_id")
);
--> statement-breakpoint
CREATE TABLE "business_key" (
	"business_id" uuid NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "business_key_business_id_pk" PRIMARY KEY("business_id")
);
--> statement-breakpoint
CREATE TABLE "business_slug" (
	"business_id" uuid NOT NULL,
	"slug" text NOT NULL,
	CONSTRAINT "business_slug_slug_pk" PRIMARY KEY("slug")
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"business_id" uuid NOT NULL,
	"key_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"status" integer NOT NULL,
	"response" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "idempotency_business_id_key_id_idempotency_key_pk" PRIMARY KEY("business_id","key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"business_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "member_business_id_member_id_pk" PRIMARY KEY("business_id","member_id"),
	CONSTRAINT "member_business_id_user_id_unique" UNIQUE("business_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "consent_use" (
	"business_id" uuid NOT NULL,
	"use_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"version_id" text NOT NULL,
	"as_of_seq" bigint NOT NULL,
	"key_id" uuid NOT NULL,
	"at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "consent_use_business_id_use_id_pk" PRIMARY KEY("business_id","use_id")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"business_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"contact_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"delivered_by" text NOT NULL,
	"attested_by" text NOT NULL,
	"locale" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"answered_seq" bigint,
	CONSTRAINT "invitation_business_id_invitation_id_pk" PRIMARY KEY("business_id","invitation_id"),
	CONSTRAINT "invitation_business_id_token_hash_unique" UNIQUE("business_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "receipt" (
	"business_id" uuid NOT NULL,
	"receipt_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"contact_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"version_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"locale" text NOT NULL,
	"form_number" text NOT NULL,
	"subjects" jsonb NOT NULL,
	"nonce_hash" "bytea" NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "receipt_business_id_receipt_id_pk" PRIMARY KEY("business_id","receipt_id"),
	CONSTRAINT "receipt_business_id_token_hash_unique" UNIQUE("business_id","token_hash"),
	CONSTRAINT "receipt_business_id_nonce_hash_unique" UNIQUE("business_id","nonce_hash")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"business_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "contact_business_id_contact_id_pk" PRIMARY KEY("business_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "contact_key" (
	"business_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "contact_key_business_id_contact_id_pk" PRIMARY KEY("business_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "identifier" (
	"business_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key_version" smallint NOT NULL,
	"blind_index" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "identifier_business_id_identifier_id_pk" PRIMARY KEY("business_id","identifier_id"),
	CONSTRAINT "identifier_business_id_kind_key_version_blind_index_unique" UNIQUE("business_id","kind","key_version","blind_index")
);
--> statement-breakpoint
CREATE TABLE "consent_state" (
	"business_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"standing" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"purpose_kind" text NOT NULL,
	"item" text NOT NULL,
	"version_id" text NOT NULL,
	"evidence" text NOT NULL,
	"recipients" text[] NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"decided_at" timestamp(6) with time zone NOT NULL,
	"granted_at" timestamp(6) with time zone,
	"expires_at" timestamp(6) with time zone,
	CONSTRAINT "consent_state_business_id_identifier_id_purpose_channel_standing_pk" PRIMARY KEY("business_id","identifier_id","purpose","channel","standing")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"business_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp(6) with time zone NOT NULL,
	"contact_id" uuid,
	"leaf" text NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	"sealed" "bytea",
	CONSTRAINT "event_business_id_seq_pk" PRIMARY KEY("business_id","seq"),
	CONSTRAINT "event_business_id_event_id_unique" UNIQUE("business_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "event_contact" (
	"business_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "event_contact_business_id_contact_id_seq_pk" PRIMARY KEY("business_id","contact_id","seq")
);
--> statement-breakpoint
CREATE TABLE "log_head" (
	"business_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"frontier" "bytea" NOT NULL,
	"last_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "log_head_business_id_pk" PRIMARY KEY("business_id")
);
--> statement-breakpoint
CREATE TABLE "log_node" (
	"business_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_node_business_id_level_position_pk" PRIMARY KEY("business_id","level","position")
);
--> statement-breakpoint
CREATE TABLE "page" (
	"business_id" uuid NOT NULL,
	"page_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"audience" text NOT NULL,
	"state" text NOT NULL,
	"current_version_id" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "page_business_id_page_id_pk" PRIMARY KEY("business_id","page_id"),
	CONSTRAINT "page_business_id_slug_unique" UNIQUE("business_id","slug")
);
--> statement-breakpoint
CREATE TABLE "version" (
	"business_id" uuid NOT NULL,
	"version_id" text NOT NULL,
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" text NOT NULL,
	"published_at" timestamp(6) with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "version_business_id_version_id_pk" PRIMARY KEY("business_id","version_id"),
	CONSTRAINT "version_business_id_page_id_number_unique" UNIQUE("business_id","page_id","number")
);
--> statement-breakpoint
CREATE TABLE "version_owner" (
	"business_id" uuid NOT NULL,
	"version_id" text NOT NULL,
	CONSTRAINT "version_owner_version_id_pk" PRIMARY KEY("version_id")
);
--> statement-breakpoint
ALTER TABLE "auth_account" ADD CONSTRAINT "auth_account_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_auth_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "business_key" ADD CONSTRAINT "business_key_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency" ADD CONSTRAINT "idempotency_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_use" ADD CONSTRAINT "consent_use_business_id_identifier_id_identifier_business_id_identifier_id_fk" FOREIGN KEY ("business_id","identifier_id") REFERENCES "public"."identifier"("business_id","identifier_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_business_id_identifier_id_identifier_business_id_identifier_id_fk" FOREIGN KEY ("business_id","identifier_id") REFERENCES "public"."identifier"("business_id","identifier_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_business_id_page_id_page_business_id_page_id_fk" FOREIGN KEY ("business_id","page_id") REFERENCES "public"."page"("business_id","page_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_business_id_version_id_version_business_id_version_id_fk" FOREIGN KEY ("business_id","version_id") REFERENCES "public"."version"("business_id","version_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_business_id_seq_event_business_id_seq_fk" FOREIGN KEY ("business_id","seq") REFERENCES "public"."event"("business_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_key" ADD CONSTRAINT "contact_key_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identifier" ADD CONSTRAINT "identifier_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_state" ADD CONSTRAINT "consent_state_business_id_identifier_id_identifier_business_id_identifier_id_fk" FOREIGN KEY ("business_id","identifier_id") REFERENCES "public"."identifier"("business_id","identifier_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_state" ADD CONSTRAINT "consent_state_business_id_version_id_version_business_id_version_id_fk" FOREIGN KEY ("business_id","version_id") REFERENCES "public"."version"("business_id","version_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_state" ADD CONSTRAINT "consent_state_business_id_seq_event_business_id_seq_fk" FOREIGN KEY ("business_id","seq") REFERENCES "public"."event"("business_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_contact" ADD CONSTRAINT "event_contact_business_id_seq_event_business_id_seq_fk" FOREIGN KEY ("business_id","seq") REFERENCES "public"."event"("business_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_contact" ADD CONSTRAINT "event_contact_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_head" ADD CONSTRAINT "log_head_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_node" ADD CONSTRAINT "log_node_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version" ADD CONSTRAINT "version_business_id_page_id_page_business_id_page_id_fk" FOREIGN KEY ("business_id","page_id") REFERENCES "public"."page"("business_id","page_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_by_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "consent_state_by_contact" ON "consent_state" USING btree ("business_id","contact_id");