namespace AgentNotebook.Execution.Frames;

/// <summary>The program a worker is to run: the code, then its checks.</summary>
internal sealed record ProgramMessage(int OutputBytes, int ResultBytes, bool HasResult, IReadOnlyList<SubmissionMessage> Submissions)
{
    private const int MaximumSubmissions = 1 << 16;

    internal byte[] Encode()
    {
        var writer = new PayloadWriter().Int(OutputBytes).Int(ResultBytes).Bool(HasResult).Int(Submissions.Count);
        foreach (var submission in Submissions)
        {
            writer.Bytes(submission.Assembly.Span).Bytes(submission.Symbols.Span).Text(submission.EntryType).Text(submission.EntryMethod);
        }

        return writer.ToArray();
    }

    internal static ProgramMessage Decode(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var (output, result, hasResult) = (reader.Int(), reader.Int(), reader.Bool());
        var submissions = new SubmissionMessage[reader.Count(MaximumSubmissions)];
        for (var index = 0; index < submissions.Length; index++)
        {
            submissions[index] = new SubmissionMessage(reader.Bytes(), reader.Bytes(), reader.Text(), reader.Text());
        }

        reader.End();
        return new ProgramMessage(output, result, hasResult, submissions);
    }
}
