namespace AgentNotebook.Worker;

/// <summary>This process as the head of a session, in which the parent finds whatever a guest starts.</summary>
internal static class Session
{
    internal static void Begin()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // One kill reaches everything in it, and no terminal signal of the host does. A worker that was started as its head already is told so by an error.
        _ = Posix.BecomeSessionLeader();
        if (OperatingSystem.IsLinux())
        {
            // A descendant that cuts itself loose becomes our child again, where the parent finds it.
            _ = Posix.ProcessControl(Posix.SetChildSubreaper, 1, 0, 0, 0);
        }
    }
}
