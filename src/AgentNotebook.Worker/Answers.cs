using AgentNotebook.Execution.Frames;

namespace AgentNotebook.Worker;

/// <summary>Everything the worker says. After the end, or a failure, nothing more is said, whatever threads the guest left behind.</summary>
internal sealed class Answers(FrameWriter writer)
{
    private readonly Lock _gate = new();
    private bool _ended;

    internal void Warmed() => writer.Write(FrameKind.Warmed, []);

    internal void Ready(ReadyMessage report) => writer.Write(FrameKind.Ready, report.Encode());

    /// <summary>From here on, what is printed goes to the parent, up to the program's limit.</summary>
    internal void Begin(ProgramMessage program)
    {
        Console.SetOut(TextWriter.Synchronized(new OutputWriter(this, FrameKind.Output, program.OutputBytes)));
        Console.SetError(TextWriter.Synchronized(new OutputWriter(this, FrameKind.ErrorOutput, program.OutputBytes)));
    }

    internal void Say(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                writer.Write(kind, payload);
            }
        }
    }

    /// <summary>Says the last things, in one piece.</summary>
    internal void End(ExceptionMessage? failure = null)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            if (failure is not null)
            {
                writer.Write(FrameKind.Failure, failure.Encode());
            }

            writer.Write(FrameKind.End, []);
        }
    }
}
