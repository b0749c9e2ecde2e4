import { Dialog, ToolbarButton, useGraphiQL } from '@graphiql/react';
import { useId, useState } from 'react';
import { chosenFiles, fileNameOf } from './chosen-files.js';
import { type UploadPlace, uploadPlaces, withUpload } from './upload-places.js';
import { useOperation } from './use-operation.js';
import './tool-dialog.css';

/** Opens a window that puts files where the operation's variables take them. */
export function FilesButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ToolbarButton onClick={() => setOpen(true)} label="Choose files to upload">
        <svg className="graphiql-toolbar-icon" viewBox="0 0 20 20" aria-hidden="true">
          <path
            className="line"
            d="m15.5 9.5-5.6 5.6a3.5 3.5 0 0 1-5-5l6-6a2.4 2.4 0 0 1 3.4 3.4l-5.9 5.9a1.2 1.2 0 0 1-1.7-1.7l5.2-5.2"
          />
        </svg>
      </ToolbarButton>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <div className="graphiql-dialog-header">
          <Dialog.Title className="graphiql-dialog-title">Files to upload</Dialog.Title>
          <Dialog.Close />
        </div>
        {isOpen && <FilePlaces />}
      </Dialog>
    </>
  );
}

function FilePlaces() {
  const { schema, variableEditor } = useGraphiQL((state) => ({
    schema: state.schema,
    variableEditor: state.variableEditor,
  }));
  const read = useOperation();
  // The variables are read anew after each choice.
  const [, setChoices] = useState(0);

  function choose({ path }: UploadPlace, file: File): void {
    if (!schema) return;
    const { document, operationName, variables } = read();
    const described = { reference: chosenFiles.add(file), name: file.name, type: file.type };
    const changed = withUpload(schema, document, operationName, variables, path, described);
    variableEditor?.setValue(JSON.stringify(changed, null, 2));
    setChoices((count) => count + 1);
  }

  const { places, problem } = placesOf();
  function placesOf(): { readonly places: readonly UploadPlace[]; readonly problem?: string } {
    if (!schema)
      return {
        places: [],
        problem: 'The schema is not loaded, so the places of files are not known.',
      };
    try {
      const { document, operationName, variables } = read();
      return { places: uploadPlaces(schema, document, operationName, variables) };
    } catch (error) {
      return { places: [], problem: error instanceof Error ? error.message : String(error) };
    }
  }

  return (
    <div className="tool-dialog">
      <Dialog.Description>
        A chosen file is named in the variables as <code>file:name</code> and sent when the
        operation runs. Files stay in this page until it is closed or reloaded.
      </Dialog.Description>
      {problem !== undefined && <p role="alert">{problem}</p>}
      {problem === undefined && places.length === 0 && (
        <p>
          No variable of this operation takes a file. One of type <code>Upload</code> does, and so
          does an input that holds one, such as <code>[NewAttachmentInput!]</code>.
        </p>
      )}
      {places.map((place) => (
        <Place key={place.path.join('.')} place={place} onChoose={(file) => choose(place, file)} />
      ))}
    </div>
  );
}

function Place({
  place: { path, value },
  onChoose,
}: {
  readonly place: UploadPlace;
  readonly onChoose: (file: File) => void;
}) {
  const id = useId();
  const name = fileNameOf(value);
  return (
    <div className="file-place">
      <label htmlFor={id}>
        <code>{path.join('.')}</code>
        {name !== undefined && <strong>{name}</strong>}
      </label>
      <input
        id={id}
        type="file"
        onChange={({ currentTarget: { files } }) => {
          const file = files?.[0];
          if (file !== undefined) onChoose(file);
        }}
      />
    </div>
  );
}
