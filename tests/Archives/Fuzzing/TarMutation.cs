using AgentNotebook.Archives.Tests.Writing;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Faults in tars: mostly with checksums that are right, for behind a wrong one nothing is read.</summary>
internal static class TarMutation
{
    public static byte[] Of(byte[] seed, byte[][] others, Random random)
    {
        var mutant = Mutation.Of(seed, others, random);
        if (random.Next(5) > 0)
        {
            CorrectChecksums(mutant);
        }

        return random.Next(6) switch
        {
            0 => Pack.Gzip(mutant),
            1 => Mutation.Of(Pack.Gzip(mutant), others, random),
            2 when random.Next(4) == 0 => Mutation.Of(Bzip2.OneFile, others, random),
            _ => mutant,
        };
    }

    private static void CorrectChecksums(byte[] bytes)
    {
        for (var block = 0; block + TarEntry.BlockSize <= bytes.Length; block += TarEntry.BlockSize)
        {
            var header = bytes.AsSpan(block, TarEntry.BlockSize);
            var sum = header[148..156];

            // A header has octal digits where its checksum is; data of these seeds has none there.
            if (sum[0] is >= (byte)'0' and <= (byte)'7')
            {
                sum.Fill((byte)' ');
                var total = 0;
                foreach (var part in header)
                {
                    total += part;
                }

                System.Text.Encoding.ASCII.GetBytes(Convert.ToString(total, 8).PadLeft(6, '0') + "\0 ").CopyTo(sum);
            }
        }
    }
}
