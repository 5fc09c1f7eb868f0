/** Our sign: two sheets, and a pen tick on the upper one that goes through to the copy. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path className="mark-copy" d="M7 6.5h14.5v15H7z" />
      <path className="mark-sheet" d="M2.5 2.5H17v15H2.5z" />
      <path className="mark-tick" d="M6 10.2 9 14 18.5 3.4" />
    </svg>
  );
}
