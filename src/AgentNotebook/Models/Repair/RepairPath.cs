namespace AgentNotebook.Models.Repair;

/// <summary>Code on its way to being mended, with what was done to it.</summary>
internal sealed record RepairPath(CodeView View, IReadOnlyList<string> Steps)
{
    public int Errors => View.Errors.Count;
}
