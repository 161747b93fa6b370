namespace AgentNotebook.LiteDb.Pages;

/// <summary>A page does not hold what a store writes. An <see cref="IOException"/>, because LiteDB closes itself at one and goes on after others.</summary>
/// <param name="path">The file.</param>
/// <param name="page">The page's place in it, counted from 0; 8 KiB each.</param>
/// <param name="what">What is wrong, to follow the page's name.</param>
internal sealed class DamagedPageException(string path, long page, string what) : IOException($"page {page} of {path} {what}");
