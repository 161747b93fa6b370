using System.Buffers.Binary;

namespace AgentNotebook.Archives.Tests.Fuzzing;

/// <summary>Faults in bytes: a few, of those that programs, disks and people make.</summary>
internal static class Mutation
{
    private static readonly long[] _numbers = [0, 1, -1, 2, 127, 128, 255, 256, 511, 512, 513, 0x7fff, 0xffff, 0x10000, 0x7fff_ffff, 0xffff_ffff, 0x1_0000_0000, long.MaxValue, long.MinValue, -512];

    public static byte[] Of(byte[] seed, byte[][] others, Random random)
    {
        List<byte> bytes = [.. seed];

        // Mostly nothing moves: what has moved is often refused before anything else is looked at.
        var stays = random.Next(3) > 0;
        for (var faults = random.Next(1, 5); faults > 0 && bytes.Count > 0; faults--)
        {
            Mutate(bytes, others, random, stays);
        }

        return [.. bytes];
    }

    private static void Mutate(List<byte> bytes, byte[][] others, Random random, bool stays)
    {
        var at = Place(bytes, random);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(stays ? 4 : 10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                PutNumber(bytes, at, random);
                break;
            case 3:
                PutDigits(bytes, at, random);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7:
                MoveBlock(bytes, random);
                break;
            case 8:
                bytes.InsertRange(at, others[random.Next(others.Length)]);
                break;
            default:
                var garbage = new byte[length];
                random.NextBytes(garbage);
                bytes.InsertRange(at, garbage);
                break;
        }
    }

    // What steers a reader stands where there are few zeros.
    private static int Place(List<byte> bytes, Random random)
    {
        for (var tries = 0; tries < 8; tries++)
        {
            var at = random.Next(bytes.Count);
            if (bytes[at] != 0)
            {
                return at;
            }
        }

        return random.Next(bytes.Count);
    }

    private static void PutNumber(List<byte> bytes, int at, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, _numbers[random.Next(_numbers.Length)]);
        if (random.Next(2) == 0)
        {
            number.Reverse();
        }

        Put(bytes, at, number[..(1 << random.Next(1, 4))]);
    }

    private static void PutDigits(List<byte> bytes, int at, Random random)
    {
        var number = _numbers[random.Next(_numbers.Length)];
        Put(bytes, at, System.Text.Encoding.ASCII.GetBytes(random.Next(2) == 0 ? number.ToString() : Convert.ToString(number, 8)));
    }

    private static void Put(List<byte> bytes, int at, ReadOnlySpan<byte> value)
    {
        for (var index = 0; index < value.Length && at + index < bytes.Count; index++)
        {
            bytes[at + index] = value[index];
        }
    }

    // A block of tar twice, away, or elsewhere.
    private static void MoveBlock(List<byte> bytes, Random random)
    {
        var blocks = bytes.Count / 512;
        if (blocks < 2)
        {
            return;
        }

        var block = bytes.GetRange(random.Next(blocks) * 512, 512);
        if (random.Next(2) == 0)
        {
            bytes.RemoveRange(random.Next(blocks) * 512, 512);
        }

        bytes.InsertRange(random.Next(bytes.Count / 512) * 512, block);
    }
}
