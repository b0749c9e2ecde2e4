import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { fixedLimits } from '../../limits.js';
import type { LoginWatch } from '../../rt/connection/caller-session.js';
import { RateLimitedError } from '../../rt/errors.js';
import type { LockOut } from '../observe/rt-log.js';
import type { SharedState } from '../state/state.js';

/** What callers and addresses may use up in a minute. */
export interface RateLimits {
  /** @throws RateLimitedError when too many logins of this user failed from here */
  checkUser(address: string, user: string | undefined): Promise<void>;
  /**
   * Watches the logins of credentials that come for the first time: those that RT does not take count, and too many
   * keep the next from RT.
   */
  watch(address: string, user: string | undefined): LoginWatch;
  /**
   * Takes the cost of an operation from what its caller may spend in this minute, and tells what is left of that. One that
   * costs nothing waits for nobody: it takes one point of what this process counts alone.
   * @throws RateLimitedError when a caller's operations of the last minute cost too much
   */
  spend(caller: string, cost: number): Promise<number>;
}

const minute = 60;

/**
 * Counters in memory, or in the Redis that replicas share. RT itself limits no logins, and each costs it 0.2 s of a worker; a user is never shut
 * out as such, only from the address that the wrong passwords come from.
 */
export function createRateLimits(options: {
  readonly costPerMinute: number;
  /** Where replicas count together; while it is away, each counts alone. */
  readonly shared?: SharedState | undefined;
  /** Called for each login that is refused because too many have failed. */
  readonly onLockOut?: (lockOut: LockOut) => void;
}): RateLimits {
  const { shared } = options;
  function limiter(name: string, points: number): RateLimiterAbstract {
    const alone = new RateLimiterMemory({ points, duration: minute });
    if (!shared) return alone;
    return new RateLimiterRedis({
      storeClient: shared.link.redis,
      keyPrefix: `rt-graphql:${name}`,
      points,
      duration: minute,
      rejectIfRedisNotReady: true,
      insuranceLimiter: alone,
    });
  }
  /** Redis sees no names and addresses. */
  const hidden = (key: string) => shared?.sealer.hash(key) ?? key;
  const users = limiter('users', fixedLimits.maxFailedLoginsOfUser);
  const addresses = limiter('addresses', fixedLimits.maxFailedLoginsOfAddress);
  const costs = limiter('costs', options.costPerMinute);
  const free = shared ? new RateLimiterMemory({ points: costs.points, duration: minute }) : costs;

  /** Takes points and tells how many are left, or throws. */
  async function take(limit: Limit, key: string, points = 1): Promise<number> {
    try {
      return (await limit.limiter.consume(key, points)).remainingPoints;
    } catch (spent) {
      throw spent instanceof RateLimiterRes ? tooMany(limit, spent) : spent;
    }
  }

  /** Accounts by the spellings that they have logged in by, so that guesses at one count for all. */
  const accounts = new LRUCache<string, string>({ max: fixedLimits.maxCallers });
  const keyOf = (address: string, user: string) => {
    const name = spelled(user);
    return hidden(JSON.stringify([networkOf(address), accounts.get(name) ?? name]));
  };

  const ofUser: Limit = {
    limiter: users,
    name: 'failed logins of a user per minute',
    told: failed,
  };
  const ofAddress: Limit = { limiter: addresses, name: 'failed logins per minute', told: failed };
  const ofCost: Limit = { limiter: costs, name: 'MAX_COST_PER_MINUTE', told: costly };
  const ofFree: Limit = { ...ofCost, limiter: free };

  return {
    async checkUser(address, user) {
      if (user === undefined) return;
      const spent = await users.get(keyOf(address, user));
      if (spent && spent.consumedPoints >= users.points) {
        options.onLockOut?.({ address, of: 'user' });
        throw tooMany(ofUser, spent);
      }
    },
    watch(address, user) {
      const network = hidden(networkOf(address));
      const lockedOut = (of: LockOut['of']) => (error: unknown) => {
        if (error instanceof RateLimitedError) options.onLockOut?.({ address, of });
        throw error;
      };
      // The same for all of it, though the account may become known meanwhile.
      const key = user === undefined ? undefined : keyOf(address, user);
      const countUser = async () => {
        if (key !== undefined) await take(ofUser, key);
      };
      // A guess counts as it comes in, not when its turn at RT comes: among many at once the right one would find
      // its owner's session open and be let in, however many were wrong.
      let counted: Promise<void> | undefined = countUser();
      counted.catch(() => undefined);
      return {
        async starts() {
          const mine = counted ?? countUser();
          counted = undefined;
          await mine.catch(lockedOut('user'));
          await take(ofAddress, network).catch(lockedOut('address'));
        },
        accepted() {
          addresses.reward(network, 1).catch(() => undefined);
          if (key !== undefined) users.reward(key, 1).catch(() => undefined);
        },
        isOf(account) {
          if (user !== undefined) accounts.set(spelled(user), account);
        },
      };
    },
    spend: (caller, cost) =>
      cost === 0 ? take(ofFree, hidden(caller)) : take(ofCost, hidden(caller), cost),
  };
}

interface Limit {
  readonly limiter: RateLimiterAbstract;
  readonly name: string;
  readonly told: string;
}

const failed = 'Too many failed logins. Wait before you try again.';
const costly =
  'Your operations of the last minute exceed the maximum cost (MAX_COST_PER_MINUTE). Wait before you continue.';

/** A login name as RT reads it: in any case, and digits as a number. */
function spelled(user: string): string {
  const name = user.normalize('NFKC').toLowerCase();
  return name.replace(/^0+(?=\d+$)/, '');
}

/** What one client has of addresses: of IPv6 a whole network of 64 bits, in whatever way it is written. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = before === '' ? [] : before.split(':');
  const rest = after === undefined || after === '' ? [] : after.split(':');
  const zeros = Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

function tooMany({ limiter, name, told }: Limit, spent: RateLimiterRes): RateLimitedError {
  const { points } = limiter;
  return new RateLimitedError(told, {
    limit: { name, allowed: points, asked: Math.max(spent.consumedPoints, points + 1) },
    retryAfterSeconds: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)),
  });
}
