import type { Schema } from './document.ts';
import { toPascal } from './names.ts';
import { commentOf, typeOf, type TypeContext } from './type-of.ts';

/** The property that distinguishes the members of a union, and names them. */
const tags = ['event_type', 'action_type'];

/** The value of a member's tag; empty where it has none. */
export const tagOf = ({ properties = {} }: Schema): string =>
  tags.flatMap((tag) => properties[tag]?.enum ?? []).map(String)[0] ?? '';

/** The type of a member by its tag: `AcsUserDeletedEvent`, `UnlockDoorActionAttempt`. */
export const memberTypeOf = (type: string, tag: string): string =>
  toPascal(tag.toLowerCase().replaceAll('.', '_')) + type.replace('Seam', '');

/** Equal for schemas that differ in descriptions only. */
const shapeOf = (schema: Schema | undefined): string | undefined =>
  JSON.stringify(schema, (key, value: unknown) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );

const select = (schema: Schema, choose: (name: string) => boolean): Schema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => choose(name))),
  required: (schema.required ?? []).filter(choose),
});

/** The fields that all members have alike, such as those of every event. */
const sharedFields = (members: readonly Schema[]): string[] => {
  const isAlike = (name: string): boolean =>
    new Set(members.map((member) => shapeOf(select(member, (other) => other === name).properties?.[name])))
      .size === 1 && new Set(members.map(({ required = [] }) => required.includes(name))).size === 1;
  return Object.keys(members[0]?.properties ?? {}).filter((name) => !tags.includes(name) && isAlike(name));
};

const statusOf = ({ properties = {} }: Schema): string => properties['status']?.enum?.join() ?? '';

const unfinished: Readonly<Record<string, string>> = { pending: 'Pending', error: 'Failed' };

/** The generic type of a member that differs from others in its tag only: `PendingActionAttempt<'UNLOCK_DOOR'>`. */
const genericOf = (type: string, member: Schema, members: readonly Schema[]): string | undefined => {
  const prefix = unfinished[statusOf(member)];
  const rest = (one: Schema) => shapeOf(select(one, (name) => !tags.includes(name)));
  const alike = members.filter((other) => rest(other) === rest(member));
  return prefix !== undefined && alike.length > members.length / 6 ? prefix + type : undefined;
};

const withoutTag = (member: Schema, context: TypeContext): string =>
  typeOf(member, context).replace(JSON.stringify(tagOf(member)), 'TType');

/** A union with a name for each of its members. What all members share is written once. */
export const unionOf = (type: string, members: Schema[], context: TypeContext): string => {
  const comment = commentOf(context.documentation.model(type));
  if (members.some((member) => tagOf(member) === ''))
    return `${comment}export type ${type} = ${members.map((member) => typeOf(member, context)).join(' | ')};`;

  const shared = sharedFields(members);
  const isWorthBase = shared.length > 3;
  const base = `${type}Fields`;
  const extra = new Map<string, string>();
  if (isWorthBase && members[0])
    extra.set(
      base,
      `/** The fields of every \`${type}\`. */\nexport interface ${base} ${typeOf(
        select(members[0], (name) => shared.includes(name)),
        context,
      )}`,
    );

  const declare = (tag: string) => {
    const name = memberTypeOf(type, tag);
    const text = commentOf(context.documentation.union(tag));
    const types = members
      .filter((member) => tagOf(member) === tag)
      .map((member) => {
        const generic = genericOf(type, member, members);
        if (generic !== undefined) {
          extra.set(
            generic,
            `${comment}export interface ${generic}<TType extends string> ${withoutTag(member, context)}`,
          );
          return `${generic}<'${tag}'>`;
        }
        if (statusOf(member) !== 'success' || !('action_type' in (member.properties ?? {})))
          return isWorthBase
            ? `${base} & ${typeOf(
                select(member, (field) => !shared.includes(field)),
                context,
              )}`
            : typeOf(member, context);
        extra.set(`Succeeded${name}`, `${text}export interface Succeeded${name} ${typeOf(member, context)}`);
        return `Succeeded${name}`;
      });
    return { name, text: `${text}export type ${name} = ${types.join(' | ')};` };
  };
  const named = [...new Set(members.map(tagOf))].map(declare);
  const union = `${comment}export type ${type} = ${named.map(({ name }) => name).join(' | ')};`;
  return [union, ...extra.values(), ...named.map(({ text }) => text)].join('\n\n');
};
