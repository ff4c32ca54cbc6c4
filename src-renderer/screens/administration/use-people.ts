import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Output } from '../../../src-shared/contract/index.ts';
import { limits } from '../../../src-shared/limits.ts';
import type { PeopleQuery, Person } from '../../../src-shared/people.ts';
import { call } from '../../api.ts';
import { type Answer, useAnswer } from './use-answer.ts';

export const pageRows = 50;
export type PeopleFilter = Pick<PeopleQuery, 'search' | 'status' | 'role' | 'sort'>;
export const noFilter: PeopleFilter = { search: '', status: null, role: null, sort: 'name' };

/** Nobody is left out by it. */
export const isPlain = ({ search, status, role }: PeopleFilter): boolean => search.trim() === '' && status === null && role === null;

export interface PeopleList {
  readonly filter: PeopleFilter;
  /** Starts at the first page again. */
  setFilter(changes: Partial<PeopleFilter>): void;
  /** From 0. */
  readonly page: number;
  setPage(page: number): void;
  readonly answer: Answer<Output<'people.list'>>;
  /** Everyone who matches, up to what one act may name. Throws ApiError. */
  all(): Promise<readonly Person[]>;
}

/** One page of the people that match. */
export function usePeople(version: number): PeopleList {
  const [filter, setFilter] = useState(noFilter);
  const [page, setPage] = useState(0);
  const [search] = useDebouncedValue(filter.search, 120);
  const query = { ...filter, search, offset: page * pageRows, limit: pageRows };
  return {
    filter,
    setFilter: (changes) => {
      setFilter((before) => ({ ...before, ...changes }));
      setPage(0);
    },
    page,
    setPage,
    answer: useAnswer(() => call('people.list', query), JSON.stringify(query), version),
    async all() {
      const people: Person[] = [];
      while (people.length < limits.selectionMaxItems) {
        const { people: more, total } = await call('people.list', { ...query, offset: people.length, limit: limits.pageMaxRows });
        people.push(...more);
        if (more.length === 0 || people.length >= total) break;
      }
      return people.slice(0, limits.selectionMaxItems);
    },
  };
}

/** The newest state of a person whose details are open: from the list in sight, else asked for by username. */
export function useFreshPerson(known: Person, inSight: readonly Person[], version: number): Person {
  const query: PeopleQuery = { search: known.username, status: null, role: null, sort: 'name', offset: 0, limit: pageRows };
  const { value } = useAnswer(() => call('people.list', query), `${known.id} ${version}`, 0);
  const sameId = ({ id }: Person): boolean => id === known.id;
  return inSight.find(sameId) ?? value?.people.find(sameId) ?? known;
}
