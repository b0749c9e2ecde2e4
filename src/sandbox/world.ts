/**
 * The structure of a Request Tracker without its tickets: who and what there is, and who may do
 * what. It is plain data, so that the same description can also be fed to a real RT.
 */
export interface World {
  /** RT's `$rtname`, e.g. `example.com`. */
  readonly name: string;
  /** RT's `$Organization`, in its URIs and message ids; the name when absent. */
  readonly organization?: string;
  /** RT's `$Timezone`, an IANA name. */
  readonly timezone: string;
  /** `General` and `___Approvals` exist without being named here. */
  readonly queues: readonly {
    readonly name: string;
    readonly description?: string;
    readonly correspondAddress?: string;
    readonly commentAddress?: string;
    readonly disabled?: boolean;
    readonly slaEnabled?: boolean;
  }[];
  /** `root` (password `password`, SuperUser), `RT_System` and `Nobody` exist without being named. */
  readonly users: readonly {
    readonly name: string;
    readonly password?: string;
    readonly privileged?: boolean;
    readonly disabled?: boolean;
    readonly timezone?: string;
    readonly language?: string;
    readonly emailAddress?: string;
    readonly realName?: string;
    readonly nickName?: string;
    readonly organization?: string;
    readonly address1?: string;
    readonly city?: string;
    readonly country?: string;
    readonly workPhone?: string;
    readonly mobilePhone?: string;
    readonly comments?: string;
    readonly signature?: string;
    readonly contactInfo?: string;
  }[];
  readonly groups: readonly {
    readonly name: string;
    readonly description?: string;
    readonly disabled?: boolean;
    /** Names of users. */
    readonly members?: readonly string[];
    readonly memberGroups?: readonly string[];
  }[];
  readonly customFields: readonly {
    readonly name: string;
    readonly description?: string;
    readonly on: 'ticket' | 'user' | 'queue' | 'group';
    /** Absent means every queue. */
    readonly queues?: readonly string[];
    /** RT's: Select Freeform Text Wikitext Combobox Autocomplete Date DateTime IPAddress … */
    readonly type: string;
    readonly multiple?: boolean;
    /** Nobody sees or sets it any more. */
    readonly disabled?: boolean;
    readonly values?: readonly string[];
    /** A regular expression as RT stores it, e.g. `(?#Digits)^[0-9]+$`. */
    readonly pattern?: string;
  }[];
  readonly rights: readonly {
    readonly user?: string;
    /** A group named above. */
    readonly group?: string;
    readonly role?: 'Owner' | 'Requestor' | 'Cc' | 'AdminCc';
    readonly everyone?: boolean;
    readonly privileged?: boolean;
    /** RT's name of the right, e.g. `ShowTicket`. */
    readonly right: string;
    /** Absent (with `customField`) means everywhere. */
    readonly queue?: string;
    readonly customField?: string;
  }[];
}
