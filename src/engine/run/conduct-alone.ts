import type { Case, Delivered, NewDelivery } from "../../core/case.js";
import { type Conducted, conductCase } from "./conduct.js";
import type { Session } from "./session.js";

export type Alone = {
  /** The case of this delivery and nothing else, with those expectations that were about the original. */
  readonly candidate: Case;
  readonly conducted: Conducted;
  /** Undefined when it could not be carried out. */
  readonly delivered: Delivered | undefined;
};

/** Makes a delivery of a case once more, alone: drawn like `original` unless changed, under `name`, with an order id of its own. */
export async function conductAlone(
  candidate: Case,
  original: NewDelivery,
  changes: Partial<NewDelivery> & Pick<NewDelivery, "name">,
  session: Session,
): Promise<Alone> {
  const { name } = changes;
  const deliver: NewDelivery = { ...original, like: original.like ?? original.name, ...changes };
  const alone: Case = {
    ...candidate,
    steps: [{ deliver }],
    expect: candidate.expect
      .filter(({ of }) => of.includes(original.name))
      .map((expectation) => ({ ...expectation, of: [name] })),
  };
  const conducted = await conductCase(alone, 0, session);
  return { candidate: alone, conducted, delivered: conducted.delivered.get(name) };
}
