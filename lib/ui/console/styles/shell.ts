/** Desk, stub, headings, links, buttons. */
export const shell = `
*{box-sizing:border-box}
body{margin:0;background:var(--desk);color:var(--ink);font:400 1rem/1.5 var(--text);overflow-wrap:break-word}
p,ul,ol,dl,dd,h1,h2,h3{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--carbon);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus);border-radius:2px}
h1{font:600 1.75rem/1.15 var(--heading);letter-spacing:-.008em;text-wrap:balance;hyphens:auto}
h2{font:600 1.3125rem/1.2 var(--heading);margin-block:36px 12px;scroll-margin-block-start:16px}
h3{font-size:1rem;line-height:1.3}
.mark{flex:none;inline-size:30px;block-size:30px;fill:none;stroke:var(--line);stroke-width:1.5}
.mark-copy{fill:var(--yellow);stroke:var(--yellow-edge)}
.mark-sheet{fill:var(--sheet)}
.mark-tick{stroke:var(--carbon);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
main{padding:24px 16px 64px;max-inline-size:72rem}
main p{max-inline-size:42em;text-wrap:pretty}
h1+p{margin-block-start:12px}
.notice{margin-inline:auto;padding-block-start:64px;max-inline-size:40rem}
.notice a,.others a{display:inline-flex;align-items:center;min-block-size:44px}
.empty a{display:inline-block;padding-block:8px;overflow-wrap:anywhere}
.rail{position:relative;display:grid;grid-template-columns:1fr auto;align-items:center;gap:4px 16px;padding:8px 16px 12px;background:var(--sheet);border-block-end:1px dashed var(--line)}
.rail form{grid-area:1/2}
.brand{display:flex;align-items:center;gap:10px;font:600 1.375rem/1 var(--heading)}
.rail nav{grid-column:1/3;display:flex;flex-wrap:wrap;gap:4px 20px}
.rail nav a{display:inline-flex;align-items:center;min-block-size:44px}
.rail .firm{display:none}
.quiet{min-block-size:44px;padding:6px 0;font:700 1rem/1.2 var(--text);color:var(--carbon);background:none;border:0;text-decoration:underline;text-underline-offset:.2em;text-decoration-thickness:1px;cursor:pointer}
.quiet:hover{text-decoration-thickness:2px}
.banner{margin-block-start:16px;padding:12px 16px;background:var(--warn-wash);border-inline-start:4px solid var(--warn);font-weight:700}
.empty{padding:16px 18px;background:var(--sheet);border:1px dashed var(--line)}
.mail{margin-block-start:20px}
.mail h2{margin-block:0 4px}
.mail p{margin-block-start:10px;white-space:pre-line}
.empty ol{list-style:decimal;padding-inline-start:1.4em}
.empty li{padding-block:4px}
@media(min-width:62rem){
.shell{display:grid;grid-template-columns:16.5rem 1fr;min-block-size:100vh}
.rail{position:sticky;inset-block-start:0;block-size:100vh;overflow-y:auto;display:flex;flex-direction:column;align-items:stretch;gap:8px;padding:28px 24px;border-block-end:0;border-inline-end:1px dashed var(--line)}
.brand{margin-block-end:20px}
.rail nav{flex-direction:column;gap:0}
.rail .firm{display:grid;margin-block-start:auto;padding-block-start:16px;border-block-start:2px dotted var(--rule)}
.firm span{color:var(--ink2)}
.quiet{text-align:start}
main{padding:40px clamp(24px,4vw,56px) 72px}
h1{font-size:2.25rem}
h2{font-size:1.5rem;margin-block-start:44px}
}
@media(forced-colors:active){
:focus-visible{outline-color:Highlight}
}
@media print{
.rail nav,.rail form{display:none}
body{background:#fff}
}
`;
