using AgentNotebook.Archives.Reading;
using AgentNotebook.Archives.Reading.Decoded;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Archives.Extracting;

/// <summary>What the extractor in the sandbox is told.</summary>
/// <param name="Policy">Which entries are taken.</param>
/// <param name="Limits">What the archive may come to.</param>
/// <param name="Writes">Whether it writes to the folder it inherited, or only reads and judges.</param>
/// <param name="KeepGoing">Whether it goes on after a refusal.</param>
internal sealed record ExtractionOrders(ArchivePolicy Policy, ExtractionLimits Limits, bool Writes, bool KeepGoing)
{
    /// <summary>Local time outside, which a worker in namespaces of its own cannot find out.</summary>
    internal LocalTime Local { get; init; } = LocalTime.Universal;

    /// <summary>Who reads the archive; <see langword="null"/> for the readers that are here.</summary>
    internal DecoderOrders? Decoder { get; init; }

    /// <summary>The input that holds the orders.</summary>
    internal const string InputName = "orders";

    /// <summary>The artifact that holds the report.</summary>
    internal const string ReportName = "report";

    internal byte[] Encode()
    {
        var writer = new PayloadWriter();
        Local.Encode(writer);
        DecoderOrders.Encode(Decoder, writer);
        return Encode(writer).ToArray();
    }

    internal static ExtractionOrders Decode(ReadOnlyMemory<byte> message)
    {
        var reader = new PayloadReader(message);
        var (local, decoder) = (LocalTime.Decode(reader), DecoderOrders.Decode(reader));
        var (policy, writes, keepGoing) = ((ArchivePolicy)reader.Int(), reader.Bool(), reader.Bool());
        var limits = new ExtractionLimits
        {
            Entries = reader.Int(),
            TotalBytes = reader.Long(),
            FileBytes = reader.Long(),
            Ratio = BitConverter.Int64BitsToDouble(reader.Long()),
            RatioAllowance = reader.Long(),
            Depth = reader.Int(),
            NameBytes = reader.Int(),
            ComponentBytes = reader.Int(),
            AllNamesBytes = reader.Long(),
            Time = TimeSpan.FromTicks(reader.Long()),
        };
        reader.End();
        return new ExtractionOrders(policy, limits, writes, keepGoing) { Local = local, Decoder = decoder };
    }

    private PayloadWriter Encode(PayloadWriter writer) => writer
        .Int((int)Policy).Bool(Writes).Bool(KeepGoing)
        .Int(Limits.Entries).Long(Limits.TotalBytes).Long(Limits.FileBytes).Long(BitConverter.DoubleToInt64Bits(Limits.Ratio)).Long(Limits.RatioAllowance)
        .Int(Limits.Depth).Int(Limits.NameBytes).Int(Limits.ComponentBytes).Long(Limits.AllNamesBytes).Long(Limits.Time.Ticks);
}
