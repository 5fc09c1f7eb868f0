/** Fields, faults at the fields, and the summary of faults. */
export const form = `
.field{margin-block-start:18px}
.field label{display:block;font-weight:700;line-height:1.3}
.field .hint{margin-block-start:2px}
.field input{display:block;inline-size:100%;min-block-size:52px;margin-block-start:6px;padding:0 14px;font:inherit;color:var(--ink);background:var(--sheet);border:2px solid var(--line);border-radius:4px}
.field input[dir=ltr]{font-variant-numeric:tabular-nums}
.field input[aria-invalid]{border-color:var(--error);border-width:3px}
.fault{margin-block-start:6px;padding-inline-start:12px;border-inline-start:4px solid var(--error);font-weight:700;line-height:1.35;color:var(--error)}
.summary{margin-block-end:24px;padding:14px 16px;border:3px solid var(--error);border-radius:4px;scroll-margin-block-start:16px}
.summary h2{margin-block-end:8px}
.summary ul{list-style:none}
.summary li a{display:block;padding-block:10px;font-weight:700;line-height:1.35;color:var(--error)}
.summary p{font-size:1rem}
.summary ul+p{margin-block-start:6px;color:var(--ink2)}
.changed{border-color:var(--carbon);background:var(--wash)}
`;
