/** Page cards, answers as slips with their copy behind them, and the signs of the states. */
export const slips = `
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:16px}
.card{padding:14px 18px;background:var(--sheet);border:1px solid var(--rule);box-shadow:3px 3px 0 var(--rule)}
.card h3{font:600 1.1875rem/1.3 var(--heading)}
.card a{display:inline-block;padding-block:10px;overflow-wrap:anywhere;line-height:1.4}
.states{display:flex;flex-wrap:wrap;gap:4px 20px}
.slips{display:grid;grid-template-columns:minmax(0,1fr);gap:22px;padding-inline-end:5px}
.slip{--copy:var(--sheet);--edge:var(--rule);background:var(--sheet);border:1px solid var(--edge);box-shadow:5px 5px 0 -1px var(--copy),5px 5px 0 var(--edge)}
.yellow{--copy:var(--yellow);--edge:var(--yellow-edge)}
.rose{--copy:var(--rose);--edge:var(--rose-edge)}
.who{padding:14px 18px}
.who h3 span{min-inline-size:0;overflow-wrap:anywhere}
.who h3{display:flex;flex-wrap:wrap;gap:0 20px;font-size:1.1875rem;font-variant-numeric:tabular-nums}
.who dl{margin-block-start:8px;display:grid;gap:2px}
.who dl>div{display:grid;grid-template-columns:6.25rem 1fr;gap:8px}
dt,.note{color:var(--ink2)}
dd,.code{font-variant-numeric:tabular-nums}
.items{margin-inline:18px;padding-block-end:8px;border-block-start:2px solid var(--ink)}
.items li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 16px;padding-block:9px;border-block-end:2px dotted var(--rule)}
.items li:last-child{border-block-end:0}
.items>li>:first-child{hyphens:auto}
.note{grid-column:1/3;font-size:.9375rem}
.sign{display:inline-flex;align-items:center;align-self:start;gap:8px;font-weight:700;white-space:nowrap}
.sign::before{content:"";flex:none;inline-size:16px;block-size:16px;border:2px solid currentColor}
.yes{color:var(--ok)}
.yes::before{background:currentColor;mask:linear-gradient(#000,#000),url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3.4 8.4l3.1 3.1 6.2-7' fill='none' stroke='%23000' stroke-width='2.2'/%3E%3C/svg%3E") center/14px no-repeat;mask-composite:exclude}
.no{color:var(--ink2)}
.no::before{background:linear-gradient(currentColor 0 0) center/8px 2px no-repeat}
.wait{color:var(--warn)}
.wait::before{border-style:dotted}
.gone{color:var(--error)}
.gone::before{border:0;background:currentColor;clip-path:polygon(0 0,58% 0,100% 42%,100% 100%,0 100%)}
@media(min-width:48rem){
.slip{display:grid;grid-template-columns:minmax(17rem,2fr) 5fr}
.who{border-inline-end:1px dashed var(--line)}
.who dl>div{grid-template-columns:1fr;gap:0}
.who dl{gap:6px}
.items{margin:0 22px;border-block-start:0;padding-block:6px}
.items li{grid-template-columns:minmax(0,5fr) 8rem minmax(0,4fr)}
.note{grid-column:3;font-size:1rem;text-wrap:balance}
}
@media(forced-colors:active){
.sign::before{forced-color-adjust:none}
.slip{border:1px solid}
}
`;
