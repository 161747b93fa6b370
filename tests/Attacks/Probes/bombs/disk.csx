// attack: Fills the disk through its own folder. Ends at 64 MiB.
// group: bombs
// at none: gets-through

using (var file = File.Create("filling"))
{
    var block = new byte[1 << 20];
    while (file.Length < 64 << 20)
    {
        file.Write(block);
    }
}

$"{new FileInfo("filling").Length >> 20} MiB lie on the disk"
