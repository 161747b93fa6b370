namespace AgentNotebook.Execution.Sandbox;

/// <summary>The layers by name, as the screen and the documentation call them.</summary>
internal static class LayerNames
{
    internal const string System = "system";
    internal const string Seccomp = "seccomp";
    internal const string Landlock = "landlock";
    internal const string User = "user and capabilities";
    internal const string NoNewPrivileges = "no new privileges";
    internal const string Bubblewrap = "bubblewrap";
    internal const string Namespaces = "namespaces";
    internal const string ParentHidden = "parent hidden";
    internal const string Limits = "limits";
    internal const string Canary = "canary";
    internal const string Profile = "profile";
    internal const string Start = "start";
}
