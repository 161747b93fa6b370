namespace AgentNotebook.Models.Scripted;

internal enum PlaybookRole
{
    Plan,
    Revise,
}
