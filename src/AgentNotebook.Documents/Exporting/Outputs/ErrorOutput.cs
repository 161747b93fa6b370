namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's name.</param>
/// <param name="Message">Its message.</param>
/// <param name="Traceback">Where it happened, in lines, perhaps with a terminal's escape sequences; empty when nobody said.</param>
internal sealed record ErrorOutput(string Name, string Message, string Traceback) : CellOutput
{
    /// <summary>All of it, once.</summary>
    public string Text
    {
        get
        {
            var head = Name.Length == 0 ? Message : $"{Name}: {Message}";
            return Traceback.Length == 0 ? head : Traceback.Contains(Message, StringComparison.Ordinal) ? Traceback : $"{head}\n{Traceback}";
        }
    }
}
