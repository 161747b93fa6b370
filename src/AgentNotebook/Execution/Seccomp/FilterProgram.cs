using System.Buffers.Binary;

namespace AgentNotebook.Execution.Seccomp;

/// <summary>
/// Assembles a classic BPF program: <c>struct sock_filter</c>, eight bytes an instruction (linux/filter.h). Jumps name labels and go forward only;
/// a conditional jump reaches 255 instructions, and one that has farther to go becomes a short one around an unconditional jump.
/// </summary>
internal sealed class FilterProgram
{
    /// <summary><c>BPF_MAXINSNS</c> (linux/bpf_common.h).</summary>
    internal const int MaximumInstructions = 4096;

    internal const int InstructionBytes = 8;

    private const ushort LoadWord = 0x20;
    private const ushort AndConstant = 0x54;
    private const ushort Always = 0x05;
    private const ushort ReturnValue = 0x06;
    private const int Unmarked = -1;
    private const int NoLabel = -1;

    private readonly List<Instruction> _instructions = [];
    private readonly List<int> _labels = [];

    /// <summary>A place to jump to, which <see cref="Mark"/> sets later.</summary>
    internal int NewLabel()
    {
        _labels.Add(Unmarked);
        return _labels.Count - 1;
    }

    /// <summary>The label stands before the instruction that comes next.</summary>
    internal void Mark(int label) => _labels[label] = _instructions.Count;

    /// <summary>Loads a 32-bit word of <c>struct seccomp_data</c>.</summary>
    internal void Load(uint offset) => _instructions.Add(new Instruction(LoadWord, offset, NoLabel, false));

    /// <summary>Keeps only these bits of what was loaded.</summary>
    internal void Keep(uint bits) => _instructions.Add(new Instruction(AndConstant, bits, NoLabel, false));

    internal void JumpIf(FilterTest test, uint value, int label) => _instructions.Add(new Instruction((ushort)test, value, label, true));

    internal void JumpUnless(FilterTest test, uint value, int label) => _instructions.Add(new Instruction((ushort)test, value, label, false));

    internal void Return(uint action) => _instructions.Add(new Instruction(ReturnValue, action, NoLabel, false));

    /// <exception cref="InvalidOperationException">A jump goes nowhere or backwards, the program can run off its end, or it is too long for the kernel.</exception>
    internal byte[] Assemble()
    {
        if (_instructions.Count == 0 || _instructions[^1].Code != ReturnValue)
        {
            throw new InvalidOperationException("The program does not end in a return.");
        }

        var positions = Place(out var far);
        var count = positions[^1];
        if (count > MaximumInstructions)
        {
            throw new InvalidOperationException($"The program has {count} instructions; the kernel takes {MaximumInstructions}.");
        }

        var bytes = new byte[count * InstructionBytes];
        for (var index = 0; index < _instructions.Count; index++)
        {
            var instruction = _instructions[index];
            var place = bytes.AsSpan(positions[index] * InstructionBytes);
            if (instruction.Label == NoLabel)
            {
                Write(place, instruction.Code, 0, 0, instruction.Value);
                continue;
            }

            var distance = positions[_labels[instruction.Label]] - positions[index] - 1;
            if (far[index])
            {
                Write(place, instruction.Code, instruction.WhenTrue ? 0 : 1, instruction.WhenTrue ? 1 : 0, instruction.Value);
                Write(place[InstructionBytes..], Always, 0, 0, (uint)(distance - 1));
            }
            else
            {
                Write(place, instruction.Code, instruction.WhenTrue ? distance : 0, instruction.WhenTrue ? 0 : distance, instruction.Value);
            }
        }

        return bytes;
    }

    // A jump made long moves what follows it, which can put another jump out of reach: repeat until nothing changes.
    private int[] Place(out bool[] far)
    {
        var positions = new int[_instructions.Count + 1];
        far = new bool[_instructions.Count];
        bool changed;
        do
        {
            changed = false;
            for (var index = 0; index < _instructions.Count; index++)
            {
                positions[index + 1] = positions[index] + (far[index] ? 2 : 1);
            }

            for (var index = 0; index < _instructions.Count; index++)
            {
                if (!far[index] && _instructions[index].Label != NoLabel && Distance(positions, index) > byte.MaxValue)
                {
                    far[index] = changed = true;
                }
            }
        }
        while (changed);
        return positions;
    }

    private int Distance(int[] positions, int index)
    {
        var target = _labels[_instructions[index].Label];
        return target > index && target < _instructions.Count
            ? positions[target] - positions[index] - 1
            : throw new InvalidOperationException("A jump goes nowhere or backwards.");
    }

    private static void Write(Span<byte> place, ushort code, int whenTrue, int whenFalse, uint value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(place, code);
        place[2] = (byte)whenTrue;
        place[3] = (byte)whenFalse;
        BinaryPrimitives.WriteUInt32LittleEndian(place[4..], value);
    }

    private sealed class Instruction(ushort code, uint value, int label, bool whenTrue)
    {
        internal ushort Code => code;

        internal uint Value => value;

        internal int Label => label;

        /// <summary>A conditional jump jumps when its condition holds, or when it does not.</summary>
        internal bool WhenTrue => whenTrue;
    }
}
