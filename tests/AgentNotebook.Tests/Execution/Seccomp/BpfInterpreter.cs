using System.Buffers.Binary;

namespace AgentNotebook.Tests.Execution.Seccomp;

/// <summary>Runs a classic BPF program over <c>struct seccomp_data</c>, and throws at whatever the kernel would refuse or read outside of.</summary>
internal sealed class BpfInterpreter(byte[] program)
{
    private const int DataBytes = 64;

    internal int Length => program.Length / 8;

    internal (ushort Code, byte WhenTrue, byte WhenFalse, uint Value) this[int index] =>
        (BinaryPrimitives.ReadUInt16LittleEndian(program.AsSpan(8 * index)),
            program[(8 * index) + 2],
            program[(8 * index) + 3],
            BinaryPrimitives.ReadUInt32LittleEndian(program.AsSpan((8 * index) + 4)));

    /// <summary>Where the program can go on from an instruction; empty after a return.</summary>
    internal int[] Next(int index)
    {
        var (code, whenTrue, whenFalse, value) = this[index];
        return code switch
        {
            0x20 or 0x54 => [index + 1],
            0x06 => [],
            0x05 => [checked(index + 1 + (int)value)],
            0x15 or 0x35 or 0x45 => [index + 1 + whenTrue, index + 1 + whenFalse],
            _ => throw new InvalidOperationException($"Instruction {index} has the unknown code {code:x}."),
        };
    }

    internal uint Run(uint number, uint architecture, params ulong[] arguments)
    {
        var data = new byte[DataBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(8), 0x7fff_dead_beef);
        for (var index = 0; index < arguments.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + (8 * index)), arguments[index]);
        }

        return Run(data);
    }

    private uint Run(byte[] data)
    {
        var accumulator = 0u;
        for (var index = 0; ;)
        {
            var (code, whenTrue, whenFalse, value) = this[index];
            switch (code)
            {
                case 0x06:
                    return value;
                case 0x20:
                    Assert.Equal(0u, value % 4);
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)value));
                    index++;
                    break;
                case 0x54:
                    accumulator &= value;
                    index++;
                    break;
                case 0x05:
                    index += 1 + (int)value;
                    break;
                default:
                    var holds = code switch
                    {
                        0x15 => accumulator == value,
                        0x35 => accumulator >= value,
                        0x45 => (accumulator & value) != 0,
                        _ => throw new InvalidOperationException($"Instruction {index} has the unknown code {code:x}."),
                    };
                    index += 1 + (holds ? whenTrue : whenFalse);
                    break;
            }
        }
    }
}
