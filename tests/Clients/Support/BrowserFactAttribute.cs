namespace AgentNotebook.Clients.Support;

/// <summary>A test with a browser and nothing else; skipped, with what is missing and how to get it, where it cannot run.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>Skips the test when there is no browser, or Node lacks its packages.</summary>
    public BrowserFactAttribute() => Skip = Browser.Missing ?? NodePackages.Missing;
}
