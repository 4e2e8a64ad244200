import type { WorkflowDocument } from '../../runtime/document.ts';
import type { Plan } from '../../runtime/plan.ts';

/** Results whose document is remembered. */
const KEPT_ORIGINS = 400;

/**
 * Which document made a result. A saved clip carries the workflow that made it, not what became of the document
 * since.
 */
export class ResultOrigins {
  readonly #documents = new Map<string, WorkflowDocument>();

  /** Every result that is stored for the planned document could have been made by it. */
  notePlan(plan: Plan, document: WorkflowDocument): void {
    for (const { key, state } of Object.values(plan.nodes)) {
      if (key !== undefined && state === 'fresh') this.note(key, document);
    }
  }

  note(key: string, document: WorkflowDocument): void {
    this.#documents.delete(key);
    this.#documents.set(key, document);
    for (const oldest of this.#documents.keys()) {
      if (this.#documents.size <= KEPT_ORIGINS) break;
      this.#documents.delete(oldest);
    }
  }

  documentOf(key: string): WorkflowDocument | undefined {
    return this.#documents.get(key);
  }
}
