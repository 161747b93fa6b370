namespace AgentNotebook.Cells.Running;

/// <summary>The code of an imported file failed.</summary>
internal sealed class ImportFailedException(CellError error) : Exception(error.Message)
{
    /// <summary>Why, in terms of the file.</summary>
    public CellError Error => error;
}
