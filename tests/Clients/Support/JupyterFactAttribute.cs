namespace AgentNotebook.Clients.Support;

/// <summary>A test with a real Jupyter client; skipped, with what is missing and how to get it, where there is none.</summary>
public sealed class JupyterFactAttribute : FactAttribute
{
    /// <summary>Skips the test when Python lacks a module.</summary>
    /// <param name="modules">Python modules the client needs.</param>
    public JupyterFactAttribute(params string[] modules) => Skip = Python.Missing(modules);
}
