namespace AgentNotebook.Archives.Tests.Racing;

/// <summary>What is swapped for links.</summary>
public enum Swapped
{
    /// <summary>The staging folder, and the folder in it that is unpacked to.</summary>
    Staging,

    /// <summary>Folders that are unpacked.</summary>
    Unpacked,

    /// <summary>The destination, and folders in it.</summary>
    Destination,

    /// <summary>The folder above the destination.</summary>
    Parent,
}
