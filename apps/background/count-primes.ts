/** Counts the primes below a bound by trial division: slow on purpose, so it runs on a thread. */
export function run(input: { below: number }, report: (share: number) => void): number {
  let primes = 0;
  for (let candidate = 2; candidate < input.below; candidate += 1) {
    if (isPrime(candidate)) primes += 1;
    if (candidate % 20_000 === 0) report(candidate / input.below);
  }
  return primes;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
    if (candidate % divisor === 0) return false;
  }
  return true;
}
