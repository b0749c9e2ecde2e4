# Makes a custom role of many people for a queue: perl rt-custom-role.pl ROLE QUEUE
use strict;
use warnings;
use RT;
RT::LoadConfig();
RT::Init();
my ( $name, $queue ) = @ARGV;
my $role = RT::CustomRole->new( RT->SystemUser );
my ( $id, $message ) = $role->Create( Name => $name, MaxValues => 0 );
die "no role: $message\n" unless $id;
my $of = RT::Queue->new( RT->SystemUser );
$of->Load($queue);
( my $ok, $message ) = $role->AddToObject( $of->Id );
die "no role of the queue: $message\n" unless $ok;
