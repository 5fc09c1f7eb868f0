/**
 * The pad. A white sheet is still glued under its binding with both copies showing; yellow and rose were torn
 * off along the perforation. No blur anywhere: paper has edges.
 */
export const sheet = `
.pad{position:relative;--face:var(--sheet);--edge:var(--rule);--hole:var(--desk);--ring:#0000}
.yellow{--face:var(--yellow);--edge:var(--yellow-edge)}
.rose{--face:var(--rose);--edge:var(--rose-edge)}
.sheet{position:relative;background:var(--face);border:1px solid var(--edge)}
.white{margin-inline-end:10px;padding-block-start:14px}
.white .sheet{border-block-start:0;box-shadow:5px 5px 0 -1px var(--yellow),5px 5px 0 var(--yellow-edge),10px 10px 0 -1px var(--rose),10px 10px 0 var(--rose-edge)}
/* the glued edge that holds the copies, with its two staples */
.white::before{content:"";position:absolute;z-index:1;inset-block-start:0;inset-inline:0 -10px;block-size:15px;border-radius:3px 3px 0 0;background:linear-gradient(var(--on-carbon) 0 0) 18% 6px/26px 2px no-repeat,linear-gradient(var(--on-carbon) 0 0) 82% 6px/26px 2px no-repeat,var(--carbon)}
/* half holes along the torn edge; the shadow follows them because it is a filter on the parent */
.yellow,.rose{filter:drop-shadow(3px 3px 0 var(--edge))}
.yellow .sheet,.rose .sheet{border:0;padding-block-start:8px;mask:radial-gradient(circle at 8px 0,#0000 5px,#000 5.6px) 0 0/16px 100%}
.plain .sheet{box-shadow:3px 3px 0 var(--rule)}
.stub{position:relative;padding:14px 16px 18px}
.stub::after{content:"";position:absolute;inset-inline:0;inset-block-end:-4px;block-size:8px;background:radial-gradient(circle at 7px 4px,var(--hole) 2.7px,var(--ring) 3px 3.3px,#0000 3.7px) 0 0/14px 8px repeat-x}
.white .stub{--hole:var(--yellow);--ring:var(--yellow-edge)}
.stub p{margin-block:0}
.plain .stub::after{inset-block-end:0;block-size:0;background:0;border-block-end:1px dashed var(--line);inset-inline:16px}
.stub-lines{display:flow-root}
.firm b{display:block;font-size:1.1875rem;line-height:1.25;hyphens:auto}
.firm>span{display:block;font-size:1rem;line-height:1.4;color:var(--ink2)}
.firm span span{display:inline-block}
.wordmark{display:grid;grid-template-columns:auto 1fr;column-gap:12px;align-items:center}
.wordmark .mark{inline-size:34px;block-size:34px;grid-row:1/3}
.wordmark b{font:600 1.375rem/1.1 var(--heading)}
.wordmark>span{grid-column:2}
.form-number{float:inline-end;margin-inline-start:16px;text-align:end;font-size:.875rem;line-height:1.2;color:var(--ink2)}
.form-number b{display:block;font-size:1.25rem;line-height:1.25;letter-spacing:.04em;color:var(--ink);font-variant-numeric:tabular-nums;white-space:nowrap}
.body{padding:22px 16px 28px}
`;
