namespace AgentNotebook.Documents.Manifest;

/// <summary>Whether something that a manifest tells still holds.</summary>
public enum ManifestStanding
{
    /// <summary>It is here as it was.</summary>
    Holds,

    /// <summary>It is not here, or is another.</summary>
    Differs,

    /// <summary>It cannot be known here, or need not be the same.</summary>
    Unknown,
}
