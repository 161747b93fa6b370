using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AgentNotebook.Archives.Reading.Compression;

/// <summary>The checksum of zip and gzip.</summary>
/// <remarks>
/// By carry-less multiplication where the processor has it: V. Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009.
/// Elsewhere by tables, eight bytes at a time.
/// </remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB8_8320;
    private const int FoldedBytes = 64;
    private const int VectorBytes = 16;

    private static readonly uint[][] _tables = Tables();

    /// <summary>The checksum of what had <paramref name="crc"/> with more after it; that of nothing is 0.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && BitConverter.IsLittleEndian && bytes.Length >= FoldedBytes)
        {
            var folded = bytes.Length & ~(VectorBytes - 1);
            crc = Fold(crc, bytes[..folded]);
            bytes = bytes[folded..];
        }

        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var (low, high) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
            crc = _tables[7][low & 0xFF] ^ _tables[6][(low >> 8) & 0xFF] ^ _tables[5][(low >> 16) & 0xFF] ^ _tables[4][low >> 24]
                ^ _tables[3][high & 0xFF] ^ _tables[2][(high >> 8) & 0xFF] ^ _tables[1][(high >> 16) & 0xFF] ^ _tables[0][high >> 24];
        }

        foreach (var next in bytes)
        {
            crc = _tables[0][(crc ^ next) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    // The constants are powers of x modulo the polynomial, reflected, as in the paper.
    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        var (x1, x2, x3, x4) = (vectors[0] ^ Vector128.CreateScalar(crc).AsUInt64(), vectors[1], vectors[2], vectors[3]);
        vectors = vectors[4..];
        var by512 = Vector128.Create(0x0154442BD4UL, 0x01C6E41596UL);
        for (; vectors.Length >= 4; vectors = vectors[4..])
        {
            (x1, x2, x3, x4) = (Multiply(x1, by512) ^ vectors[0], Multiply(x2, by512) ^ vectors[1], Multiply(x3, by512) ^ vectors[2], Multiply(x4, by512) ^ vectors[3]);
        }

        var by128 = Vector128.Create(0x01751997D0UL, 0x00CCAA009EUL);
        x1 = Multiply(x1, by128) ^ x2;
        x1 = Multiply(x1, by128) ^ x3;
        x1 = Multiply(x1, by128) ^ x4;
        foreach (var next in vectors)
        {
            x1 = Multiply(x1, by128) ^ next;
        }

        // 128 bits to 64, to 32, and Barrett's reduction.
        var words = Vector128.Create(~0u, 0u, ~0u, 0u).AsUInt64();
        x1 = Sse2.ShiftRightLogical128BitLane(x1, 8) ^ Pclmulqdq.CarrylessMultiply(x1, by128, 0x10);
        x1 = Pclmulqdq.CarrylessMultiply(x1 & words, Vector128.CreateScalar(0x0163CD6124UL), 0x00) ^ Sse2.ShiftRightLogical128BitLane(x1, 4);
        var barrett = Vector128.Create(0x01DB710641UL, 0x01F7011641UL);
        x2 = Pclmulqdq.CarrylessMultiply(x1 & words, barrett, 0x10);
        x1 ^= Pclmulqdq.CarrylessMultiply(x2 & words, barrett, 0x00);
        return x1.AsUInt32().GetElement(1);
    }

    private static Vector128<ulong> Multiply(Vector128<ulong> value, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(value, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, by, 0x11);

    private static uint[][] Tables()
    {
        var tables = new uint[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (uint index = 0; index < 256; index++)
            {
                var value = table == 0 ? index : tables[table - 1][index];
                for (var bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
                }

                tables[table][index] = value;
            }
        }

        return tables;
    }
}
