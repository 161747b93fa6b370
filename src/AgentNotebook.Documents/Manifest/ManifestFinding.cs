namespace AgentNotebook.Documents.Manifest;

/// <summary>What was found of one item of a manifest.</summary>
/// <param name="Item">The item, such as <c>input data.csv</c>.</param>
/// <param name="Standing">Whether it still holds.</param>
/// <param name="Words">What was compared, in a sentence.</param>
public sealed record ManifestFinding(string Item, ManifestStanding Standing, string Words);
