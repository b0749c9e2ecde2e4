import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

/** Tells Monaco where its background scripts are: files of our own, for the page's CSP. */
export function setUpWorkers(): void {
  self.MonacoEnvironment = {
    getWorker(_id: string, label: string): Worker {
      if (label === 'graphql') return new GraphqlWorker();
      if (label === 'json') return new JsonWorker();
      return new EditorWorker();
    },
  };
}
