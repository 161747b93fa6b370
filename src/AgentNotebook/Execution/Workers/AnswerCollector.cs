using System.Text;
using System.Text.Json;
using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Execution.Workers;

/// <summary>Puts a worker's frames together and refuses what an honest worker would not say.</summary>
internal sealed class AnswerCollector(GuestProgram program, ExecutionLimits limits)
{
    private const int MaximumJsonDepth = 64;

    private readonly BoundedCapture _output = new(limits.OutputBytesPerStream);
    private readonly BoundedCapture _errorOutput = new(limits.OutputBytesPerStream);
    private readonly List<CheckOutcome> _checks = [];
    private readonly ArtifactCollector _artifacts = new(limits);

    internal string Output => _output.ToString();

    internal string ErrorOutput => _errorOutput.ToString();

    internal bool OutputWasCut => _output.WasCut || _errorOutput.WasCut;

    internal IReadOnlyList<CheckOutcome> Checks => _checks;

    internal IReadOnlyList<GuestArtifact> Artifacts => _artifacts.Finished;

    internal string? ResultJson { get; private set; }

    /// <summary>Why the worker could not give the result.</summary>
    internal string? ResultRefusal { get; private set; }

    internal GuestException? Failure { get; private set; }

    /// <summary>The failure as the worker told it, with what an outcome has no place for.</summary>
    internal ExceptionMessage? FailureMessage { get; private set; }

    /// <summary>Whether the worker has said everything.</summary>
    internal bool HasEnded { get; private set; }

    /// <exception cref="FrameException">The frame contradicts the program or an earlier frame.</exception>
    internal void Accept(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Output:
                _output.Add(frame.Payload.Span);
                break;
            case FrameKind.ErrorOutput:
                _errorOutput.Add(frame.Payload.Span);
                break;
            case FrameKind.Result:
                DemandFirstResult();
                ResultJson = Json(frame.Payload);
                break;
            case FrameKind.ResultRefusal:
                DemandFirstResult();
                ResultRefusal = Cut.Text(Encoding.UTF8.GetString(frame.Payload.Span), ExceptionMessage.MaximumMessageLength);
                break;
            case FrameKind.Check:
                _checks.Add(Check(CheckMessage.Decode(frame.Payload)));
                break;
            case FrameKind.Failure when Failure is null:
                FailureMessage = ExceptionMessage.Decode(frame.Payload);
                Failure = Exception(FailureMessage);
                break;
            case FrameKind.ArtifactBegin or FrameKind.ArtifactChunk or FrameKind.ArtifactEnd:
                _artifacts.Accept(frame);
                break;
            case FrameKind.End:
                DemandComplete();
                HasEnded = true;
                break;
            default:
                throw new FrameException($"a {frame.Kind} frame out of turn");
        }
    }

    private void DemandFirstResult()
    {
        if (!program.HasResult)
        {
            throw new FrameException("a result of code that has none");
        }

        if (ResultJson is not null || ResultRefusal is not null)
        {
            throw new FrameException("a second result");
        }
    }

    private void DemandComplete()
    {
        var checks = program.Submissions.Count - 1;
        if (Failure is null && _checks.Count != checks)
        {
            throw new FrameException($"the end after {_checks.Count} of {checks} checks");
        }

        if (Failure is null && program.HasResult && ResultJson is null && ResultRefusal is null)
        {
            throw new FrameException("the end without the result");
        }
    }

    private CheckOutcome Check(CheckMessage message)
    {
        if (message.Index != _checks.Count || message.Index >= program.Submissions.Count - 1)
        {
            throw new FrameException($"check {message.Index} where check {_checks.Count} of {program.Submissions.Count - 1} was due");
        }

        var submission = program.Submissions[message.Index + 1];
        if (message.Values.Any(value => value.Operand < 0 || value.Operand >= submission.Operands.Count))
        {
            throw new FrameException($"an operand that check {message.Index} does not have");
        }

        if (message.Passed && message.Error is not null)
        {
            throw new FrameException($"check {message.Index} both passed and failed");
        }

        return new CheckOutcome(
            submission.Check ?? "",
            message.Passed,
            message.Error,
            [.. message.Values.Select(value => new CheckValue(submission.Operands[value.Operand], value.Value))]);
    }

    private static GuestException Exception(ExceptionMessage message) => new(
        message.Type,
        message.Message,
        [.. message.Frames.Select(frame => new GuestFrame(frame.Method, frame.Line > 0 ? frame.Line : null))],
        message.Inner is { } inner ? Exception(inner) : null);

    private static string Json(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload.Span, new JsonReaderOptions { MaxDepth = MaximumJsonDepth });
            while (reader.Read())
            {
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(payload.Span);
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            throw new FrameException("a result that is not JSON");
        }
    }
}
