import { useRef } from 'react';
import { sizeInWords } from './size-in-words.js';

/** Files to send along: each with its name and size, and removable until they are sent. */
export function FilePicker({
  files,
  onChange,
}: {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="picker">
      <input
        ref={field}
        type="file"
        aria-label="Attach files"
        multiple
        onChange={(event) => {
          onChange([...files, ...(event.target.files ?? [])]);
          // The list below is what is sent; the same file may be chosen again.
          event.target.value = '';
        }}
      />
      {files.length > 0 && (
        <ul className="files" aria-label="Files to send">
          {files.map((file, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may be the same.
            <li key={at}>
              <bdi>{file.name}</bdi> <span className="faint">{sizeInWords(file.size)}</span>
              <button
                type="button"
                className="remove"
                aria-label={`Leave out ${file.name}`}
                onClick={() => {
                  onChange(files.filter((other) => other !== file));
                  field.current?.focus();
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The files as mutations take them: urql sends a multipart request when there is a File in it. */
export function attachmentsOf(files: readonly File[]) {
  return files.map((file) => ({ filename: file.name, content: { upload: file } }));
}
