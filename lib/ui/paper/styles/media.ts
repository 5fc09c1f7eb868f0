/** Wider paper, motion, forced colours, print. */
export const media = `
/* the em of a media query grows with the reader's own text size: large letters on a small phone may break anywhere */
@media(min-width:21em){
.whole-word,.phone,.asked b{white-space:nowrap}
.lines li{flex-wrap:nowrap}
}
@media(min-width:34rem){
.stub{padding:20px 28px 24px}
.body{padding:32px 28px 36px}
h1{font-size:2.25rem}
legend{font-size:1.375rem}
.facts>div{grid-template-columns:26px 11.5rem 1fr}
.facts>div::before{grid-row:1}
.facts dd{grid-column:3;margin-block-start:0}
.facts.plain-lines>div{grid-template-columns:12rem 1fr}
.facts.plain-lines dd{grid-column:2}
.buttons{grid-template-columns:1fr 1fr}
.record{display:grid;grid-template-columns:1fr auto;gap:28px;align-items:start}
.record>:only-child{grid-column:1/3}
.stamp{order:2;margin:4px 8px 0}
}
/* on a desk the stub hangs at the side, as in a receipt book, and stays in sight */
@media(min-width:62rem){
.desk{max-inline-size:61rem;padding-block-start:32px}
.sheet{display:grid;grid-template-columns:16.5rem 1fr}
.stub{padding:32px 28px}
.stub::after,.plain .stub::after{inset-block:0;inset-inline:auto -4px;inline-size:8px;block-size:auto;border:0;background:radial-gradient(circle at 4px 7px,var(--hole) 2.7px,var(--ring) 3px 3.3px,#0000 3.7px) 0 0/8px 14px repeat-y}
.plain .stub::after{background:linear-gradient(var(--line) 50%,#0000 0) 4px 0/1px 8px repeat-y}
.stub-lines{position:sticky;inset-block-start:32px;display:flex;flex-direction:column-reverse;gap:24px}
.form-number{float:none;margin:0;text-align:start}
.form-number b{font-size:1.5rem}
.body{padding:36px 40px 44px;max-inline-size:44rem}
h1{font-size:2.5rem}
footer{margin-inline-start:16.5rem;padding-inline-start:40px}
.test footer{padding-inline-start:40px}
}
/* the copy is drawn out from under the sheet */
@media(prefers-reduced-motion:no-preference){
.yellow .sheet,.rose .sheet{animation:draw .24s ease-out}
@keyframes draw{from{translate:0 -12px}}
}
@media(forced-colors:active){
.box input{appearance:auto}
.box input:checked::before{display:none}
.box:has(:checked){border-color:Highlight}
.granted::after{forced-color-adjust:none;background:CanvasText}
.white::before{forced-color-adjust:none}
:focus-visible,.box:has(:focus-visible){outline-color:Highlight}
.yellow,.rose{filter:none}
.yellow .sheet,.rose .sheet{mask:none;border:1px solid}
}
@media print{
@page{size:A4;margin:16mm}
:root{--desk:#fff;--sheet:#fff;--yellow:#fff;--rose:#fff;--wash:#fff;--ink:#000;--ink2:#333;--carbon:#000;--on-carbon:#fff;--rule:#999;--line:#555;--ok:#000;--error:#000;--yellow-edge:#555;--rose-edge:#555;color-scheme:light}
html{font-size:8.5pt}
body{line-height:1.4}
.desk{max-inline-size:none;padding:0}
.languages,.buttons,.button,.quiet,.how,.secret,footer nav,.field,.summary{display:none}
.pad{--ring:#555;margin:0;padding:0;filter:none}
.stub::after,.white .stub::after{inset:auto 0 -4px;inline-size:auto;block-size:8px;background:radial-gradient(circle at 7px 4px,#0000 2.7px,#555 3px 3.3px,#0000 3.7px) 0 0/14px 8px repeat-x}
.plain .stub::after{display:none}
.white::before{display:none}
.pad .sheet{display:block;padding:0;box-shadow:none;border:1px solid #555;mask:none;animation:none}
.stub{padding:10pt 14pt 12pt}
.stub-lines{position:static;display:flow-root}
.form-number{float:inline-end;text-align:end}
.body{padding:14pt;max-inline-size:none}
h1{font-size:2rem}
.lines li{min-block-size:0;padding-block:5pt}
.layer,.choice{margin-block-start:16pt}
.lines li,.facts>div,.recipients li,.asked-items li,.record,.keep{break-inside:avoid}
h2{break-after:avoid}
.address a{color:#000;text-decoration:none}
details::details-content{content-visibility:visible;block-size:auto}
summary::after{display:none}
footer{margin:8pt 0 0;padding:0}
.band{background:none;border:2px dashed #000}
}
`;
