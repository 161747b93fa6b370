namespace AgentNotebook.Tests.Sessions;

/// <summary>A test that needs something of the machine, and is skipped with the reason where it is missing.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            Skip = "mounting a small file system takes root on Linux";
        else if (SmallDisk.WhyNot is { } reason)
            Skip = $"no file system can be mounted here: {reason}";
    }
}
