/** Yes and no: same class, same parent, same size. No works with every field empty. */
export function ChoiceButtons({ grant, refuse }: { grant: string; refuse: string }) {
  return (
    <div className="buttons">
      <button className="button" type="submit" name="choice" value="grant">
        {grant}
      </button>
      <button className="button" type="submit" name="choice" value="refuse" formNoValidate>
        {refuse}
      </button>
    </div>
  );
}
