/** The yellow and the rose copy: signs, lines, stamp, record, keeping. */
export const receipt = `
.lines{list-style:none;border-block-start:2px solid var(--ink);margin-block-end:20px}
.lines li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;column-gap:12px;min-block-size:64px;padding-block:9px;border-block-end:2px dotted var(--edge)}
.lines b{display:block;line-height:1.3;hyphens:auto}
.choice-made{position:relative;display:inline-block;padding-inline-start:32px;margin-block-start:3px;font-size:1rem;line-height:1.35;color:var(--ink2)}
.choice-made::before{content:"";position:absolute;inset-inline-start:1px;inset-block-start:2px;inline-size:18px;block-size:18px;border:2px solid var(--ink2)}
.granted{font-weight:700;color:var(--ok)}
.granted::before{border-color:var(--ok)}
.granted::after{content:"";position:absolute;inset-inline-start:2px;inset-block-start:-5px;inline-size:26px;block-size:25px;background:var(--ok);clip-path:path("M2.1 14.3C3.3 13.1 4.7 13.2 5.7 14.6L8.3 18.9C11.5 12 17.1 5.3 24.5.9C25.3.5 25.6 1.2 25 1.8C18.7 7.4 13.9 14.3 10.4 21.8C9.9 23 8.4 23 7.7 21.9C6.1 19.5 4.4 17.2 2.3 15.5C1.8 15.1 1.7 14.7 2.1 14.3Z")}
.refused::after{content:"";position:absolute;inset-inline-start:5px;inset-block-start:10px;inline-size:10px;border-block-start:2px solid currentColor}
.withdrawn::before{background:linear-gradient(135deg,#0000 47%,currentColor 47% 56%,#0000 56%);border-color:currentColor}
.choice-made.withdrawn{color:var(--error)}
.choice-made.waiting::before{border-style:dotted}
.quiet{flex:none;min-block-size:44px;padding:6px 8px;margin-inline-end:-8px;font:700 1rem/1.2 var(--text);color:var(--carbon);background:none;border:0;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px;cursor:pointer}
.quiet:hover{text-decoration-thickness:2px}
.lines+.button,form+.lead{margin-block:0 20px}
.record{display:flow-root;margin-block-start:26px}
.record dl{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;gap:5px 16px;font-size:1rem;line-height:1.4}
.record dt{color:var(--ink2)}
.record dd{font-variant-numeric:tabular-nums}
.record a{display:inline-block;padding-block:11px;margin-block:-11px}
/* the office's date stamp, never quite straight */
.stamp{inline-size:max-content;margin:0 auto 20px;padding:8px 16px 7px;text-align:center;color:var(--carbon);border:2px solid;outline:1px solid;outline-offset:2px;border-radius:2px;rotate:-3deg}
.stamp b{display:block;font:600 1.375rem/1.15 var(--heading)}
.stamp span{display:block;font-size:1rem;line-height:1.3;font-variant-numeric:tabular-nums;margin:0}
.rose .stamp{color:var(--error);rotate:3deg}
.stamp.faint{border-style:dashed;outline:0}
.step{margin-block-end:26px;padding-block-start:18px;border-block-start:2px dashed var(--edge)}
.step h2{margin-block-end:8px}
.step p+p{margin-block-start:12px}
.step .buttons{margin-block:16px}
.keep{margin-block-start:28px;padding-block-start:20px;border-block-start:2px dashed var(--edge)}
.keep h2{margin-block-end:8px}
.keep p{font-size:1rem;max-inline-size:36em}
.address a{display:block;padding-block:10px;overflow-wrap:anywhere;line-height:1.4}
`;
