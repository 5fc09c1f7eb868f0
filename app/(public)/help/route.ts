import { customerRoute } from '#app/_doors/customer/next-mount.ts';

export { customerRoute as GET, customerRoute as HEAD, customerRoute as POST };
