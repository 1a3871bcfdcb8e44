namespace LaborFlow.Host.Simulation;

/// <summary>
/// Dice that fall the same way for the same seed, whoever throws them first: cases are worked on side by side, and a year must not depend on
/// which of them was quicker.
/// </summary>
internal sealed class Chance(int seed)
{
    /// <summary>From 0 up to, not including, 1.</summary>
    /// <param name="matter">Whose dice: the number in which a case arrived.</param>
    /// <param name="occasion">What is thrown for, e.g. a step and its round.</param>
    public double Roll(int matter, string occasion)
    {
        unchecked
        {
            // FNV-1a over the occasion, then the finaliser of MurmurHash3: evenly spread, and the same on every machine.
            var hash = 14695981039346656037UL ^ (uint)seed;
            foreach (var letter in occasion)
                hash = (hash ^ letter) * 1099511628211UL;
            hash ^= (uint)matter * 0x9E3779B97F4A7C15UL;
            hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDUL;
            hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return ((hash ^ (hash >> 33)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>One of some things.</summary>
    public T Pick<T>(int matter, string occasion, IReadOnlyList<T> from) => from[(int)(Roll(matter, occasion) * from.Count)];
}
