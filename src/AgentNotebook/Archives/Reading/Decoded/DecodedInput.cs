namespace AgentNotebook.Archives.Reading.Decoded;

/// <summary>The tar a decoder makes of an archive. Whatever it throws becomes a refusal: it is code of somebody else's, on bytes of nobody knows whom.</summary>
internal sealed class DecodedInput(Stream archive, ArchiveDecoding decoding) : ReadOnlyInput
{
    private Stream? _tar;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            _tar ??= decoding.Open(decoding.Format, archive, Refusal);
            var read = _tar.Read(buffer);
            return read >= 0 && read <= buffer.Length ? read : throw new InvalidDataException("the decoder lost count of its bytes");
        }
        catch (Exception exception) when (exception is not (ArchiveRefusedException or OutOfMemoryException))
        {
            throw exception is EndOfStreamException
                ? new ArchiveRefusedException(ArchiveRule.Truncated, "The archive is cut off.")
                : new ArchiveRefusedException(ArchiveRule.BadData, $"Its data is damaged, or no {decoding.Format}: {EntryText.Of(exception.Message).TrimEnd('.')}.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                _tar?.Dispose();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Everything was read, or it was refused for a better reason.
            }
        }

        base.Dispose(disposing);
    }

    private static ArchiveRefusedException Refusal(string rule, string message, string entry) =>
        Enum.TryParse<ArchiveRule>(rule, out var broken) && Enum.IsDefined(broken)
            ? new ArchiveRefusedException(broken, EntryText.Of(message), EntryText.Of(entry))
            : new ArchiveRefusedException(ArchiveRule.BadData, EntryText.Of(message), EntryText.Of(entry));
}
