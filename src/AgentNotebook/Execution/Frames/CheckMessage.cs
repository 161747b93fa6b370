namespace AgentNotebook.Execution.Frames;

/// <summary>What a check said: its place among the checks, its verdict, an error when it threw, and the operands that are worth showing.</summary>
internal sealed record CheckMessage(int Index, bool Passed, string? Error, IReadOnlyList<(int Operand, string Value)> Values)
{
    internal const int MaximumValueLength = 1024;

    private const int MaximumValues = 1024;

    internal byte[] Encode()
    {
        var writer = new PayloadWriter().Int(Index).Bool(Passed).Bool(Error is not null).Text(Error ?? "").Int(Math.Min(Values.Count, MaximumValues));
        foreach (var (operand, value) in Values.Take(MaximumValues))
        {
            writer.Int(operand).Text(value);
        }

        return writer.ToArray();
    }

    internal static CheckMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var (index, passed, hasError, error) = (reader.Int(), reader.Bool(), reader.Bool(), reader.Text());
        var values = new (int, string)[reader.Count(MaximumValues)];
        for (var position = 0; position < values.Length; position++)
        {
            values[position] = (reader.Int(), Cut.Text(reader.Text(), MaximumValueLength));
        }

        reader.End();
        return new CheckMessage(index, passed, hasError ? Cut.Text(error, ExceptionMessage.MaximumMessageLength) : null, values);
    }
}
