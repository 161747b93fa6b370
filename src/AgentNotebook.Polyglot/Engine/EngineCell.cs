using AgentNotebook.Display;

namespace AgentNotebook.Polyglot.Engine;

/// <summary>The cell that is running, as the engine has it. <c>extension.dib</c> fills it in for each.</summary>
public sealed record EngineCell
{
    /// <summary>All of the cell's text.</summary>
    public required string Code { get; init; }

    /// <summary>Shows something below the cell, under a display id.</summary>
    public required Action<MimeBundle, string> Display { get; init; }

    /// <summary>Replaces what was shown under a display id.</summary>
    public required Action<MimeBundle, string> Update { get; init; }

    /// <summary>Prints; to standard error when the second is true.</summary>
    public required Action<string, bool> Print { get; init; }

    /// <summary>Ends the cell as failed, with a message and no stack.</summary>
    public required Action<string> Fail { get; init; }

    /// <summary>Does something when the cell is done.</summary>
    public required Action<Action> AtEnd { get; init; }

    /// <summary>Cancelled when the person stops the cell.</summary>
    public required CancellationToken Stop { get; init; }
}
