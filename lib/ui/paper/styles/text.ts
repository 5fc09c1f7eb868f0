/** Headings, the numbered facts, layers and lists of text. */
export const text = `
h1{font:600 1.75rem/1.15 var(--heading);letter-spacing:-.008em;text-wrap:balance;hyphens:auto;margin-block-end:14px}
h2{font:600 1.375rem/1.2 var(--heading);text-wrap:balance}
legend{font:600 1.25rem/1.2 var(--heading);text-wrap:balance;padding:0}
p,dd,.box>span>span{text-wrap:pretty}
p+p{margin-block-start:.6em}
.hint,.terms{font-size:1rem;line-height:1.45;color:var(--ink2)}
.lead{max-inline-size:34em;margin-block-end:18px}
.kind{font-size:1rem;color:var(--ink2);margin-block-end:4px}
.asked{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;column-gap:16px;margin-block-end:16px;padding:6px 14px;background:var(--wash);border-inline-start:4px solid var(--carbon)}
.asked a{display:inline-flex;align-items:center;min-block-size:44px}
.facts{counter-reset:line;border-block-start:2px solid var(--ink)}
.facts>div{display:grid;grid-template-columns:26px 1fr;column-gap:13px;padding-block:8px;border-block-end:2px dotted var(--rule);counter-increment:line}
.facts>div::before{content:counter(line);grid-row:1/3;inline-size:26px;block-size:26px;display:grid;place-items:center;border:1.5px solid var(--line);font-size:.875rem;font-weight:700;line-height:1;color:var(--ink2)}
.facts dt{font-weight:700;line-height:26px}
.facts dd{grid-column:2;margin-block-start:2px}
.facts.plain-lines>div{grid-template-columns:1fr}
.facts.plain-lines>div::before{display:none}
.facts.plain-lines dd{grid-column:1}
.facts.plain-lines a,.layer p a,.help a,.lead a{display:inline-block;padding-block:9px;margin-block:-9px}
.layer{margin-block-start:40px}
.layer>h2{padding-block-end:10px;margin-block-end:14px;border-block-end:2px solid var(--ink)}
.layer>:has(+details){margin-block-end:0}
details{border-block-end:1px solid var(--rule)}
summary{display:flex;align-items:center;justify-content:space-between;gap:14px;min-block-size:56px;padding-block:8px;font-weight:700;line-height:1.3;color:var(--carbon);cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";flex:none;inline-size:18px;block-size:18px;background:linear-gradient(currentColor 0 0) center/18px 2px no-repeat,linear-gradient(currentColor 0 0) center/2px 18px no-repeat}
[open]>summary::after{background:linear-gradient(currentColor 0 0) center/18px 2px no-repeat}
details>:last-child:not(summary){margin-block-end:20px}
.whole{margin-block-start:16px}
.whole a{display:inline-flex;align-items:center;min-block-size:44px;font-weight:700}
.recipients,.asked-items{padding:0;list-style:none}
.recipients{margin-block-start:14px}
.recipients li{padding:12px 14px;border:1px solid var(--rule);border-inline-start:4px solid var(--line)}
.recipients li+li{margin-block-start:10px}
.recipients b,.asked-items b{display:block;line-height:1.3}
.recipients li>span,.asked-items li>span{display:block;font-size:1rem;line-height:1.45;color:var(--ink2);margin-block-start:2px}
.recipients a{display:inline-flex;align-items:center;min-block-size:44px;font-size:1rem;overflow-wrap:anywhere}
.asked-items{counter-reset:item;margin-block:14px}
.asked-items li{position:relative;padding-block:8px;padding-inline-start:40px;border-block-end:2px dotted var(--rule);counter-increment:item}
.asked-items li::before{content:counter(item,lower-alpha) ")";position:absolute;inset-inline-start:4px;font-weight:700;line-height:1.3;color:var(--ink2)}
.points{padding-inline-start:1.2em}
.points li+li{margin-block-start:8px}
.fingerprint{font-variant-numeric:tabular-nums;overflow-wrap:normal}
.help{margin-block-start:22px}
.record+.hint{margin-block-start:14px}
.layer+.hint{margin-block-start:28px}
`;
