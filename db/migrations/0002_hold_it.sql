CREATE TABLE "confirmation" (
	"business_id" uuid NOT NULL,
	"confirmation_id" uuid NOT NULL,
	"code_index" "bytea" NOT NULL,
	"receipt_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"used_seq" bigint,
	CONSTRAINT "confirmation_business_id_confirmation_id_pk" PRIMARY KEY("business_id","confirmation_id"),
	CONSTRAINT "confirmation_business_id_code_index_unique" UNIQUE("business_id","code_index"),
	CONSTRAINT "confirmation_business_id_receipt_id_unique" UNIQUE("business_id","receipt_id")
);
--> statement-breakpoint
CREATE TABLE "checkpoint" (
	"business_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "checkpoint_business_id_size_pk" PRIMARY KEY("business_id","size")
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"one" smallint PRIMARY KEY NOT NULL,
	"writer" uuid NOT NULL,
	"beat" bigint NOT NULL,
	"at" timestamp(6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_key" (
	"key_id" text PRIMARY KEY NOT NULL,
	"public_key" "bytea" NOT NULL,
	"sealed_private" "bytea" NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"retired_at" timestamp(6) with time zone
);
--> statement-breakpoint
CREATE TABLE "outgoing_mail" (
	"business_id" uuid NOT NULL,
	"mail_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"state" text NOT NULL,
	"provider_id" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"sent_at" timestamp(6) with time zone,
	CONSTRAINT "outgoing_mail_business_id_mail_id_pk" PRIMARY KEY("business_id","mail_id")
);
--> statement-breakpoint
CREATE TABLE "short_link" (
	"business_id" uuid NOT NULL,
	"code" text NOT NULL,
	"page_id" uuid NOT NULL,
	CONSTRAINT "short_link_code_pk" PRIMARY KEY("code")
);
--> statement-breakpoint
CREATE TABLE "contact_stop" (
	"business_id" uuid NOT NULL,
	"identifier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"at" timestamp(6) with time zone NOT NULL,
	"lifted_seq" bigint,
	CONSTRAINT "contact_stop_business_id_identifier_id_kind_pk" PRIMARY KEY("business_id","identifier_id","kind")
);
--> statement-breakpoint
CREATE TABLE "human_task" (
	"business_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"contact_id" uuid,
	"created_at" timestamp(6) with time zone NOT NULL,
	"done_at" timestamp(6) with time zone,
	CONSTRAINT "human_task_business_id_task_id_pk" PRIMARY KEY("business_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"business_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key_version" smallint NOT NULL,
	"blind_index" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	CONSTRAINT "suppression_business_id_kind_key_version_blind_index_pk" PRIMARY KEY("business_id","kind","key_version","blind_index")
);
--> statement-breakpoint
ALTER TABLE "consent_state" ADD COLUMN "confirmed_at" timestamp(6) with time zone;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_business_id_receipt_id_receipt_business_id_receipt_id_fk" FOREIGN KEY ("business_id","receipt_id") REFERENCES "public"."receipt"("business_id","receipt_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_business_id_identifier_id_identifier_business_id_identifier_id_fk" FOREIGN KEY ("business_id","identifier_id") REFERENCES "public"."identifier"("business_id","identifier_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_mail" ADD CONSTRAINT "outgoing_mail_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "short_link" ADD CONSTRAINT "short_link_business_id_page_id_page_business_id_page_id_fk" FOREIGN KEY ("business_id","page_id") REFERENCES "public"."page"("business_id","page_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_stop" ADD CONSTRAINT "contact_stop_business_id_identifier_id_identifier_business_id_identifier_id_fk" FOREIGN KEY ("business_id","identifier_id") REFERENCES "public"."identifier"("business_id","identifier_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_stop" ADD CONSTRAINT "contact_stop_business_id_seq_event_business_id_seq_fk" FOREIGN KEY ("business_id","seq") REFERENCES "public"."event"("business_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "human_task" ADD CONSTRAINT "human_task_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "human_task" ADD CONSTRAINT "human_task_business_id_contact_id_contact_business_id_contact_id_fk" FOREIGN KEY ("business_id","contact_id") REFERENCES "public"."contact"("business_id","contact_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_business_id_business_business_id_fk" FOREIGN KEY ("business_id") REFERENCES "public"."business"("business_id") ON DELETE restrict ON UPDATE no action;