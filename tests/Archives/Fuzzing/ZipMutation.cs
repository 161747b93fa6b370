namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Faults in zips: often the same one in both headers of an entry, for where they differ nothing more is read.</summary>
internal static class ZipMutation
{
    // Where a field stands in the local header and in the central one, and its width: version, flags, method, time, sum, sizes, lengths (APPNOTE 4.3.7, 4.3.12).
    private static readonly (int Local, int Central, int Width)[] _fields = [(4, 6, 2), (6, 8, 2), (8, 10, 2), (10, 12, 4), (14, 16, 4), (18, 20, 4), (22, 24, 4), (26, 28, 2), (28, 30, 2), (30, 46, 4)];

    public static byte[] Of(byte[] seed, byte[][] others, Random random)
    {
        if (random.Next(2) > 0)
        {
            return Mutation.Of(seed, others, random);
        }

        var mutant = seed.ToArray();
        var (locals, centrals) = (Places(mutant, "PK\u0003\u0004"u8), Places(mutant, "PK\u0001\u0002"u8));
        for (var faults = random.Next(1, 3); faults > 0 && locals.Count > 0; faults--)
        {
            var entry = random.Next(locals.Count);
            var (local, central, width) = _fields[random.Next(_fields.Length)];
            var value = new byte[width];
            random.NextBytes(value);
            if (random.Next(2) == 0)
            {
                // A small change of a number is another number of the same kind.
                mutant.AsSpan(locals[entry] + local, width).CopyTo(value);
                value[random.Next(width)] += (byte)random.Next(1, 4);
            }

            value.CopyTo(mutant.AsSpan(locals[entry] + local));
            value.CopyTo(mutant.AsSpan(centrals[entry] + central));
        }

        return random.Next(3) == 0 ? Mutation.Of(mutant, others, random) : mutant;
    }

    private static List<int> Places(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        List<int> places = [];
        for (var at = 0; bytes[at..].IndexOf(signature) is >= 0 and var next; at += next + 1)
        {
            places.Add(at + next);
        }

        return places;
    }
}
