namespace AgentNotebook.Clients.Support;

/// <summary>A test with a client in Node and a Jupyter server; skipped, with what is missing and how to get it, where one is not there.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    /// <summary>Skips the test when Python lacks the server, or Node its packages.</summary>
    /// <param name="server">The Python module that is the server.</param>
    /// <param name="browser">Whether the client is a browser.</param>
    public NodeFactAttribute(string server, bool browser = false) => Skip = Python.Missing(server) ?? (browser ? Browser.Missing : null) ?? NodePackages.Missing;
}
