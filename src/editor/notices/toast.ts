import type { ExternalToast } from 'sonner';
import { create } from 'zustand';

type Kind = 'message' | 'success' | 'warning' | 'error';
type ShowToast = (kind: Kind, text: string, options?: ExternalToast) => void;

/** Whether something is to be shown: only then is the library fetched that draws messages. */
export const useToaster = create<{ readonly isWanted: boolean }>(() => ({ isWanted: false }));

const waiting: Parameters<ShowToast>[] = [];
let show: ShowToast | undefined;

/** Shows what has been said so far by `shower`, and everything from now on; returns how to end that. */
export function deliverToasts(shower: ShowToast): () => void {
  show = shower;
  for (const said of waiting.splice(0)) shower(...said);
  return () => {
    if (show === shower) show = undefined;
  };
}

const saying =
  (kind: Kind) =>
  (text: string, options?: ExternalToast): void => {
    if (show) {
      show(kind, text, options);
      return;
    }
    waiting.push([kind, text, options]);
    useToaster.setState({ isWanted: true });
  };

/** Short messages over the editor. One with the `id` of another takes its place. */
export const toast = {
  message: saying('message'),
  success: saying('success'),
  warning: saying('warning'),
  error: saying('error'),
};
