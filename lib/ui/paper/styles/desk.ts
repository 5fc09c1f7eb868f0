/** The desk under the paper: page, test band, languages, footer, focus. */
export const desk = `
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--desk);color:var(--ink);font:400 1.125rem/1.5 var(--text);overflow-wrap:break-word;hyphenate-limit-chars:12 5 5}
.desk{max-inline-size:44rem;margin-inline:auto;padding:10px 10px 48px}
p,ul,ol,dl,dd,h1,h2,fieldset{margin:0;padding:0}
a{color:var(--carbon);text-underline-offset:.2em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus);border-radius:2px}
.summary:focus{outline:3px solid var(--ink);outline-offset:2px}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.languages{display:flex;flex-wrap:wrap;margin-block-end:4px}
.languages a{display:inline-flex;align-items:center;min-block-size:44px;padding-inline:10px;font-size:1rem}
.languages [aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
footer{margin-block-start:28px;margin-inline-end:10px;font-size:1rem;color:var(--ink2)}
footer nav{display:flex;flex-wrap:wrap;column-gap:20px}
footer a{display:inline-flex;align-items:center;min-block-size:44px;min-inline-size:44px}
footer p{display:flex;align-items:center;gap:10px;margin-block-start:10px;line-height:1.35}
.mark{flex:none;inline-size:24px;block-size:24px;fill:none;stroke:var(--line);stroke-width:1.5}
.mark-copy{fill:var(--yellow);stroke:var(--yellow-edge)}
.mark-sheet{fill:var(--sheet)}
.mark-tick{stroke:var(--carbon);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
.band{padding:10px 12px;background:repeating-linear-gradient(-45deg,var(--carbon) 0 12px,var(--on-carbon) 12px 24px);border-block-end:2px solid var(--carbon)}
.band p{max-inline-size:max-content;margin-inline:auto;padding:6px 14px;background:var(--sheet);border:2px solid var(--carbon);font-size:1rem;line-height:1.3}
.test{background:repeating-linear-gradient(-45deg,var(--desk) 0 12px,var(--rule) 12px 24px)}
.test footer{margin-inline-end:0;padding:4px 12px 12px;background:var(--desk)}
`;
