/** The boxes to tick and the two buttons. Box and tick are drawn by us: the system's turn grey in the dark. */
export const choice = `
.choice{border:0;margin:28px 0 0;min-inline-size:0}
.choice .hint{margin-block-start:6px}
.box{position:relative;display:grid;grid-template-columns:32px 1fr;column-gap:14px;margin-block-start:10px;padding:11px 13px;background:var(--face);border:2px solid var(--line);border-radius:4px;cursor:pointer}
.box b,.single b{display:block;line-height:1.3;padding-block-start:3px;hyphens:auto}
.box>span>span,.single p{display:block;margin-block-start:3px;font-size:1rem;line-height:1.45;color:var(--ink2)}
.box i{display:block;font-style:normal}
.box input{appearance:none;inline-size:32px;block-size:32px;margin:0;background:var(--sheet);border:2px solid var(--line);border-radius:2px;cursor:pointer}
.box:hover input,.box:hover{border-color:var(--carbon)}
/* a stroke of the pen that overshoots its box; each hand a little different */
.box input:checked::before{content:"";display:block;inline-size:44px;block-size:42px;margin-block-start:-14px;margin-inline-start:-1px;background:var(--carbon);clip-path:path("M3.6 24.2C5.6 22.2 8 22.4 9.6 24.8L14 32C19.4 20.4 29 9 41.4 1.6C42.8.9 43.4 2 42.3 3C31.6 12.6 23.6 24.2 17.6 37C16.7 38.9 14.2 39 13 37.2C10.4 33 7.4 29.2 3.9 26.3C3 25.6 2.9 24.9 3.6 24.2Z")}
.box:nth-of-type(2n) input:checked::before{rotate:-3deg}
.box:nth-of-type(3n) input:checked::before{rotate:3deg}
.box:has(:checked){background:var(--wash);border-color:var(--carbon)}
.box:has(:checked) input{border-color:var(--carbon)}
.box:has(:focus-visible){outline:3px solid var(--ink);outline-offset:2px;box-shadow:0 0 0 8px var(--focus)}
.box :focus-visible{outline:0;box-shadow:none}
.single{margin-block-start:12px;padding:12px 16px;background:var(--wash);border-inline-start:4px solid var(--carbon)}
.terms{margin-block-start:20px}
.terms+.terms{margin-block-start:8px}
.buttons{display:grid;gap:12px;margin-block-start:18px}
.button{display:grid;place-items:center;inline-size:100%;min-block-size:60px;padding:8px 14px;font:700 1.125rem/1.2 var(--text);text-align:center;text-decoration:none;color:var(--on-carbon);background:var(--carbon);border:2px solid var(--carbon);border-radius:4px;cursor:pointer}
.button:hover{text-decoration:underline;text-underline-offset:.2em}
.button:active{translate:0 1px}
`;
